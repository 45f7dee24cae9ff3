// Cursors: nothing that we did not make opens, and what we made comes back.
#include "http/cursor.hpp"

#include <array>
#include <cstdlib>

using namespace gracy;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

constexpr std::array<std::byte, 32> key{std::byte{7}};
const http::CursorScope scope{.key = key, .list = 'm', .filter = 42};

void unpack(std::string_view bytes) {
    http::ValueUnpacker values(bytes);
    std::string name;
    std::int64_t id = 0;
    base::Timestamp at;
    values.take(name);
    values.take(id);
    values.take(at);
    (void)values.finished();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    require(!http::open_cursor(scope, text));
    unpack(text);
    const std::string cursor = http::seal_cursor(scope, text);
    require(http::open_cursor(scope, cursor) == std::string(text));
    const auto elsewhere = http::open_cursor({.key = key, .list = 'k', .filter = 42}, cursor);
    require(!elsewhere && elsewhere.error() == http::CursorDefect::mismatch);
    return 0;
}

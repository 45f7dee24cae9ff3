// Query strings as nginx hands them over: any bytes.
#include "http/page.hpp"

#include "base/text.hpp"
#include "http/query.hpp"

#include <array>
#include <cstdlib>

using namespace gracy;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

constexpr std::array<std::byte, 32> key{};

void read_as_a_list(std::string_view text) {
    http::Request request;
    request.path = "/api/v1/members";
    http::QueryReader query(text);
    const http::CursorScope scope{.key = key, .list = 'm', .filter = 0};
    const auto q = query.text("q", 100);
    require(!q || (base::is_utf8(*q) && base::is_nfc(*q) && base::code_points(*q) <= 100));
    const auto id = query.id("department_id");
    require(!id || *id > 0);
    (void)query.choice("status", {"active", "all"});
    const http::Page<std::tuple<std::string, std::int64_t>> page(request, query, scope);
    require(page.rows_to_read() >= 2 && page.rows_to_read() <= 201 && page.offset() >= 0 && page.offset() <= 100'000);
    // What we link to must be what we read.
    const std::string again = query.with("limit", "7", "cursor");
    http::QueryReader linked(again);
    require(linked.integer("limit", 1, 200) == 7 && !linked.raw("cursor"));
    require(linked.text("q", 100) == q);
    query.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    try {
        read_as_a_list({reinterpret_cast<const char*>(data), size});
    } catch (const http::Problem& problem) {
        // A refusal can always be shown.
        require(!problem.respond(http::Language::korean, "", "/").body.empty());
    }
    return 0;
}

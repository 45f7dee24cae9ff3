#include "base/gzip.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace gracy::base {
namespace {

// The largest window, and a gzip header instead of zlib's own.
constexpr int gzip_window_bits = 15 + 16;
constexpr std::size_t chunk = std::size_t{64} * 1024;

class Inflation {
  public:
    explicit Inflation(Bytes compressed) {
        // zlib only reads from there.
        stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(compressed.data()));
        stream_.avail_in = static_cast<uInt>(compressed.size());
        if (inflateInit2(&stream_, gzip_window_bits) != Z_OK) {
            throw std::runtime_error("zlib has no memory");
        }
    }
    Inflation(const Inflation&) = delete;
    Inflation& operator=(const Inflation&) = delete;
    ~Inflation() { inflateEnd(&stream_); }

    /// Writes at most `size` bytes; how many.
    std::size_t write(char* to, std::size_t size) {
        stream_.next_out = reinterpret_cast<Bytef*>(to);
        stream_.avail_out = static_cast<uInt>(size);
        result_ = inflate(&stream_, Z_NO_FLUSH);
        return size - stream_.avail_out;
    }
    bool goes_on() const { return result_ == Z_OK; }
    bool is_whole() const { return result_ == Z_STREAM_END && stream_.avail_in == 0; }

  private:
    z_stream stream_{};
    int result_ = Z_OK;
};

}  // namespace

std::optional<std::string> gunzip(Bytes compressed, std::size_t max_bytes) {
    if (compressed.size() > std::numeric_limits<uInt>::max()) {
        return std::nullopt;
    }
    Inflation inflation(compressed);
    std::string text;
    while (inflation.goes_on()) {
        // One byte more than is allowed, to see whether there is one.
        const std::size_t room = std::min(chunk, max_bytes + 1 - text.size());
        const std::size_t before = text.size();
        text.resize(before + room);
        text.resize(before + inflation.write(text.data() + before, room));
        if (text.size() > max_bytes) {
            return std::nullopt;
        }
    }
    return inflation.is_whole() ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace gracy::base

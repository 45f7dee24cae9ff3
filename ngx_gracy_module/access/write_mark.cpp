#include "access/write_mark.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "http/cookie.hpp"

#include <fmt/format.h>
#include <cstring>

namespace gracy::access {
namespace {

constexpr std::size_t mac_size = 16;

// Hosts' clocks differ a little; a mark from further ahead than this was not made by us for now.
constexpr std::chrono::seconds clock_difference{5};

base::Sha256 mac_of(const Keys& keys, std::int64_t end) {
    return base::hmac_sha256(keys.write_mark, {std::as_bytes(std::span(&end, 1))});
}

}  // namespace

std::string new_write_mark(const Keys& keys, base::Timestamp now) {
    const std::int64_t end = (now + write_mark_age).time_since_epoch().count();
    const base::Sha256 mac = mac_of(keys, end);
    std::string bytes(base::text_of(std::as_bytes(std::span(&end, 1))));
    bytes += base::text_of(mac).substr(0, mac_size);
    return base::to_base64url(base::bytes_of(bytes));
}

bool is_write_mark(const Keys& keys, base::Timestamp now, std::string_view text) {
    const auto bytes = base::decode_base64url(text);
    std::int64_t end = 0;
    if (!bytes || bytes->size() != sizeof end + mac_size) {
        return false;
    }
    std::memcpy(&end, bytes->data(), sizeof end);
    const base::Sha256 mac = mac_of(keys, end);
    if (!base::constant_time_equal(base::Bytes(mac).first(mac_size), base::bytes_of(*bytes).subspan(sizeof end))) {
        return false;
    }
    const base::Timestamp until{std::chrono::microseconds(end)};
    return now < until && until <= now + write_mark_age + clock_difference;
}

bool carries_write_mark(const Keys& keys, base::Timestamp now, const http::Request& request) {
    const auto header = request.header(write_mark_name);
    if (header && is_write_mark(keys, now, *header)) {
        return true;
    }
    const auto cookie = http::cookie(request, write_mark_name);
    return cookie && is_write_mark(keys, now, *cookie);
}

void add_write_mark(const Keys& keys, base::Timestamp now, const http::Request& request, http::Response& response) {
    const std::string mark = new_write_mark(keys, now);
    response.with("Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", write_mark_name,
                                            mark, write_mark_age.count(), request.secure ? "; Secure" : ""));
    response.with(std::string(write_mark_name), mark);
}

}  // namespace gracy::access

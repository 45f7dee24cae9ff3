// A request as handlers see it: whole, in memory, and owned, so that it may outlive the connection it came from.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::http {

enum class Method : unsigned char { get, head, post, put, patch, remove, options, other };

struct Header {
    std::string_view name;
    std::string_view value;
};

/// Field names are compared without regard to case (RFC 9110, 5.1).
inline bool same_name(std::string_view left, std::string_view right) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return std::ranges::equal(left, right, {}, lower, lower);
}

struct Request {
    Method method = Method::other;
    /// Percent-decoded and normalised by nginx; may hold any bytes.
    std::string_view path;
    /// The raw query string, without the question mark.
    std::string_view query;
    std::vector<Header> headers;
    std::string_view body;
    std::string_view remote_address;
    /// 32 hexadecimal digits, the same as in nginx's log ($request_id).
    std::string_view request_id;
    bool secure = false;

    /// The memory behind the views above.
    std::string storage;

    Request() = default;
    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;

    /// The field's first value.
    std::optional<std::string_view> header(std::string_view name) const {
        const auto found = std::ranges::find_if(headers, [&](const Header& h) { return same_name(h.name, name); });
        return found == headers.end() ? std::nullopt : std::optional(found->value);
    }

    /// How many times the field was sent: a signature that comes twice is no signature.
    std::size_t header_count(std::string_view name) const {
        return static_cast<std::size_t>(
            std::ranges::count_if(headers, [&](const Header& h) { return same_name(h.name, name); }));
    }
};

}  // namespace gracy::http

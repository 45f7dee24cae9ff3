// A server's address: its name in a connection string, and in what a replica set says of its members.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::mongodb {

struct Host {
    /// Lower-case; an IPv6 address without brackets.
    std::string name;
    std::uint16_t port = 27017;

    auto operator<=>(const Host&) const = default;

    /// "db1.example.com:27017", "[::1]:27017"
    std::string text() const;
    /// Whether the name is an address, which needs no look-up and cannot be a server name in TLS (RFC 6066, 3).
    bool is_address() const;
};

/// "name", "name:port", "[ipv6]:port"; nothing for anything else.
std::optional<Host> parse_host(std::string_view text);

}  // namespace gracy::mongodb

#include "mongodb/host.hpp"

#include "base/ascii.hpp"

#include <arpa/inet.h>
#include <array>
#include <charconv>

namespace gracy::mongodb {
namespace {

constexpr std::size_t longest_name = 255;

bool parses_as(int family, const std::string& text) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return inet_pton(family, text.c_str(), address.data()) == 1;
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
    unsigned port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && port >= 1 && port <= 65535 ? std::optional(static_cast<std::uint16_t>(port)) : std::nullopt;
}

bool is_name(std::string_view name) {
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || base::ascii::is_digit(c) || c == '.' || c == '-' || c == '_';
        if (!letter) {
            return false;
        }
    }
    return !name.empty() && name.size() <= longest_name;
}

}  // namespace

std::string Host::text() const {
    const bool ipv6 = name.find(':') != name.npos;
    return (ipv6 ? "[" + name + "]" : name) + ":" + std::to_string(port);
}

bool Host::is_address() const {
    return parses_as(AF_INET, name) || parses_as(AF_INET6, name);
}

std::optional<Host> parse_host(std::string_view text) {
    Host host;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == text.npos) {
            return std::nullopt;
        }
        host.name = base::ascii::lower(text.substr(1, end - 1));
        text.remove_prefix(end + 1);
        if (!parses_as(AF_INET6, host.name)) {
            return std::nullopt;
        }
    } else {
        const auto colon = text.find(':');
        host.name = base::ascii::lower(text.substr(0, colon));
        text = colon == text.npos ? std::string_view() : text.substr(colon);
        if (!is_name(host.name)) {
            return std::nullopt;
        }
    }
    if (text.empty()) {
        return host;
    }
    const auto port = text.starts_with(':') ? parse_port(text.substr(1)) : std::nullopt;
    if (!port) {
        return std::nullopt;
    }
    host.port = *port;
    return host;
}

}  // namespace gracy::mongodb

// An address that only this machine reaches.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::worker {

struct LoopbackAddress {
    /// Of 127.0.0.0/8, or "::1".
    std::string host;
    std::uint16_t port = 0;

    bool operator==(const LoopbackAddress&) const = default;
};

/// "127.0.0.1:9464" or "[::1]:9464"; nothing for any other address.
std::optional<LoopbackAddress> parse_loopback_address(std::string_view text);

}  // namespace gracy::worker

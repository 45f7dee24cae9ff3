#include "worker/loopback_address.hpp"

#include <arpa/inet.h>
#include <charconv>

namespace gracy::worker {

std::optional<LoopbackAddress> parse_loopback_address(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view digits = text.substr(colon + 1);
    LoopbackAddress address{std::string(text.substr(0, colon)), 0};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
    if (error != std::errc() || end != digits.data() + digits.size() || address.port == 0) {
        return std::nullopt;
    }
    if (address.host == "[::1]") {
        address.host = "::1";
        return address;
    }
    in_addr four{};
    if (inet_pton(AF_INET, address.host.c_str(), &four) != 1 || (ntohl(four.s_addr) >> 24) != 127) {
        return std::nullopt;
    }
    return address;
}

}  // namespace gracy::worker

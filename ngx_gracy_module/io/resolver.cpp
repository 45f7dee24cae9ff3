#include "io/resolver.hpp"

#include <netdb.h>
#include <sys/socket.h>
#include <array>
#include <memory>

namespace gracy::io {
namespace {

std::vector<std::string> look_up(const std::string& host) {
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (const int error = getaddrinfo(host.c_str(), nullptr, &hints, &found); error != 0) {
        throw ResolveError("host \"" + host + "\" not found: " + gai_strerror(error));
    }
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, &freeaddrinfo);
    std::vector<std::string> addresses;
    for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (getnameinfo(address->ai_addr, address->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) ==
            0) {
            addresses.emplace_back(text.data());
        }
    }
    if (addresses.empty()) {
        throw ResolveError("host \"" + host + "\" has no usable address");
    }
    return addresses;
}

}  // namespace

base::Task<std::vector<std::string>> SystemResolver::resolve(std::string host) {
    co_return co_await OffloadedCall(offload_, [host = std::move(host)] { return look_up(host); });
}

}  // namespace gracy::io

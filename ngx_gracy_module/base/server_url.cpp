#include "base/server_url.hpp"

#include <algorithm>

namespace gracy::base {
namespace {

/// Between "//" and the port or the path.
std::string_view host_of(std::string_view url) {
    const std::size_t begin = url.find("//");
    if (begin == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = url.substr(begin + 2);
    return rest.starts_with('[') ? rest.substr(0, rest.find(']') + 1) : rest.substr(0, rest.find_first_of(":/"));
}

bool is_printed(char c) {
    return c > ' ' && c < 0x7F;
}

}  // namespace

bool is_loopback_url(std::string_view url) {
    const std::string_view host = host_of(url);
    return host == "localhost" || host == "[::1]" || host.starts_with("127.");
}

bool is_server_url(std::string_view url, std::initializer_list<std::string_view> schemes) {
    const bool known = std::ranges::any_of(schemes, [url](std::string_view scheme) { return url.starts_with(scheme); });
    return known && !host_of(url).empty() && std::ranges::all_of(url, is_printed) &&
           url.find_first_of("@?#") == std::string_view::npos &&
           url.substr(url.find("//") + 2).find('/') == std::string_view::npos;
}

bool is_public_url(std::string_view url) {
    return is_server_url(url, {"https://"}) || (is_loopback_url(url) && is_server_url(url, {"http://"}));
}

}  // namespace gracy::base

#include "slack/people/workspace_address.hpp"

#include <string_view>

namespace gracy::slack {
namespace {

constexpr std::size_t longest = 255;
constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.:-";

bool is_address(std::string_view url) {
    const auto host = url.find("://");
    return url.size() <= longest && host != url.npos &&
           (url.substr(0, host) == "https" || url.substr(0, host) == "http") &&
           url.find_first_not_of(signs, host + 3) == url.size() - 1 && url.ends_with('/') && url.size() > host + 4;
}

}  // namespace

std::optional<std::string> workspace_address(base::JsonView answer) {
    std::string url(answer["url"].string().value_or(""));
    if (const auto domain = answer["domain"].string(); url.empty() && domain && !domain->empty()) {
        url = "https://" + std::string(*domain) + ".slack.com/";
    }
    return is_address(url) ? std::optional(std::move(url)) : std::nullopt;
}

}  // namespace gracy::slack

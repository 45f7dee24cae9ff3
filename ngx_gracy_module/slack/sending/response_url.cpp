#include "slack/sending/response_url.hpp"

#include "base/encoding.hpp"

#include <algorithm>

namespace gracy::slack {
namespace {

constexpr std::size_t longest = 1000;

bool is_visible(char c) {
    return c > ' ' && c < '\x7f';
}

}  // namespace

std::string ResponseUrl::name() const {
    return base::to_hex(hash);
}

std::optional<ResponseUrl> read_response_url(base::JsonView value) {
    const auto url = value.string();
    if (!url || url->empty() || url->size() > longest || !std::ranges::all_of(*url, is_visible)) {
        return std::nullopt;
    }
    return ResponseUrl{.url = std::string(*url), .hash = base::sha256(base::bytes_of(*url))};
}

bool leads_to(std::string_view url, std::string_view origin) {
    return url.size() > origin.size() + 1 && url.starts_with(origin) && url[origin.size()] == '/';
}

}  // namespace gracy::slack

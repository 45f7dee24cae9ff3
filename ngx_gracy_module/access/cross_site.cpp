#include "access/cross_site.hpp"

#include "http/field_value.hpp"

namespace gracy::access {

bool is_cross_site(const http::Request& request) {
    if (const auto site = request.header("Sec-Fetch-Site")) {
        // same-site is not enough: a neighbour under the same domain may be anybody's.
        return *site != "same-origin" && *site != "none";
    }
    const auto origin = request.header("Origin");
    if (!origin) {
        return false;
    }
    const auto host = request.header("Host");
    constexpr std::string_view mark = "://";
    const auto at = origin->find(mark);
    if (!host || at == std::string_view::npos || request.header_count("Origin") > 1) {
        return true;  // "null" is the origin of a sandbox
    }
    // Behind a balancer that ends TLS the request arrives in plain text, so http is as good as https here; a page in
    // plain text is refused where we speak TLS ourselves.
    if (request.secure && !http::same_text(origin->substr(0, at), "https")) {
        return true;
    }
    return !http::same_text(origin->substr(at + mark.size()), *host);
}

}  // namespace gracy::access

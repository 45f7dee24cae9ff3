#include "http/etag.hpp"

#include "base/hash.hpp"
#include "http/field_value.hpp"

#include <fmt/format.h>

namespace gracy::http {
namespace {

std::string_view without_weakness(std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
}

}  // namespace

std::string body_tag(std::string_view body, std::uint64_t seed) {
    return fmt::format("W/\"{:016x}\"", base::hash64(base::bytes_of(body), seed));
}

bool is_known(const Request& request, std::string_view tag) {
    for (const Header& header : request.headers) {
        if (!same_name(header.name, "If-None-Match")) {
            continue;
        }
        // A comma inside a tag would be split; ours have none, so such a piece only fails to match.
        for (std::string_view rest = header.value; !rest.empty();) {
            const std::string_view known = trimmed(split_off(rest, ','));
            if (known == "*" || without_weakness(known) == without_weakness(tag)) {
                return true;
            }
        }
    }
    return false;
}

Response conditional(const Request& request, Response response, std::string tag) {
    const bool reads = request.method == Method::get || request.method == Method::head;
    if (reads && is_known(request, tag)) {
        // Link belongs to a 200's metadata; what 304 must repeat is the tag and the caching rules.
        std::erase_if(response.headers, [](const ResponseHeader& header) { return same_name(header.name, "Link"); });
        response.status = 304;
        response.content_type = {};
        response.body.clear();
    }
    response.with("ETag", std::move(tag));
    return response;
}

}  // namespace gracy::http

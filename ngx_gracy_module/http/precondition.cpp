#include "http/precondition.hpp"

#include "base/hash.hpp"
#include "http/etag.hpp"
#include "http/field_value.hpp"
#include "http/numbers.hpp"
#include "http/problem.hpp"

#include <fmt/format.h>

namespace gracy::http {
namespace {

constexpr std::string_view field = "If-Match";

/// "v7-5e2a..." as with_version wrote it. nginx weakens the tag of what it compresses, so a weak one is taken too: it
/// names the same version, and the strong comparison of RFC 9110, 13.1.1 would refuse every client that accepts gzip.
std::optional<std::int32_t> version_in(std::string_view tag) {
    if (tag.starts_with("W/")) {
        tag.remove_prefix(2);
    }
    if (!tag.starts_with("\"v") || !tag.ends_with('"')) {
        return std::nullopt;
    }
    const std::string_view inside = tag.substr(2, tag.size() - 3);
    const auto version = parse_integer(inside.substr(0, inside.find('-')));
    if (!version || *version < 1 || *version > INT32_MAX) {
        return std::nullopt;
    }
    return static_cast<std::int32_t>(*version);
}

}  // namespace

std::int32_t required_version(const Request& request) {
    if (!request.header(field)) {
        throw Problem::precondition_required();
    }
    return optional_version(request);
}

std::int32_t optional_version(const Request& request) {
    const auto value = request.header(field);
    if (!value) {
        return any_version;
    }
    const std::string_view tag = trimmed(*value);
    if (tag == "*") {
        return any_version;
    }
    // A list of tags would be a client that does not know what it has read.
    const auto version = request.header_count(field) == 1 ? version_in(tag) : std::nullopt;
    if (!version) {
        throw Problem::version_mismatch();
    }
    return *version;
}

Response with_version(const Request& request, Response response, std::int32_t version, std::uint64_t seed) {
    std::string tag = fmt::format("\"v{}-{:016x}\"", version, base::hash64(base::bytes_of(response.body), seed));
    return conditional(request, std::move(response), std::move(tag));
}

}  // namespace gracy::http

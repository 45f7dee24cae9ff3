// Versions of what can be changed: the entity tag that a read gives and a change gives back (RFC 9110, 8.8.3, 13.1.1).
#pragma once

#include "http/request.hpp"
#include "http/response.hpp"

#include <cstdint>
#include <string>

namespace gracy::http {

/// Matches whatever version is there: `If-Match: *`.
inline constexpr std::int32_t any_version = 0;

/// The version that If-Match names. Throws Problem: 428 when there is none, 412 when it is a tag that we never gave.
std::int32_t required_version(const Request& request);

/// As required_version, but a change without If-Match goes through: any_version.
std::int32_t optional_version(const Request& request);

/// The response to a read of one thing, with its tag: the version, and what else the body shows. 304 without a body
/// when the client has it already.
Response with_version(const Request& request, Response response, std::int32_t version, std::uint64_t seed);

}  // namespace gracy::http

// Entity tags (RFC 9110, 8.8.3) and conditional reads (13.1.2).
#pragma once

#include "http/request.hpp"
#include "http/response.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::http {

/// Weak, from the body's bytes. `seed` is secret, so that nobody can make two bodies that share a tag.
std::string body_tag(std::string_view body, std::uint64_t seed);

/// Whether If-None-Match names the tag (weak comparison), or is `*`.
bool is_known(const Request& request, std::string_view tag);

/// The response with its tag, or 304 without a body when a client that reads has it already. What was written is
/// answered whatever the client has.
Response conditional(const Request& request, Response response, std::string tag);

}  // namespace gracy::http

// The token that answers a wave once, in place of a session. The database knows only its SHA-256.
#pragma once

#include "base/digest.hpp"
#include "http/request.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::surveys {

/// `grv_<43 base62>`: 256 random bits.
std::string new_response_token();

/// Its hash; nothing when the text cannot be such a token, so that no look-up is spent on it.
std::optional<base::Sha256> parse_response_token(std::string_view text);

/// The one in `Authorization: Bearer`; nothing when there is none, or something else.
std::optional<base::Sha256> response_token_of(const http::Request& request);

}  // namespace gracy::surveys

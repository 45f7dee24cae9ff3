// The cookie by which a browser is known from the first step of an install to the last.
#pragma once

#include "base/digest.hpp"
#include "http/request.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// 256 random bits as base64url (43 letters): of a link, a state, or a browser.
std::string new_secret();
/// Nothing for what `new_secret` cannot have made.
std::optional<base::Sha256> secret_hash(std::string_view text);

/// What the browser's cookie holds; nothing without one of ours.
std::optional<std::string> browser_secret(const http::Request& request);

/// Set-Cookie. Lax, because Slack's page leads back here; __Host-, so that no neighbour's page can set it.
std::string browser_cookie(std::string_view secret);

}  // namespace gracy::slack

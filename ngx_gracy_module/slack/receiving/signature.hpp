// Slack's request signing, version v0 (docs.slack.dev, "Verifying requests from Slack").
#pragma once

#include "base/clock.hpp"
#include "http/request.hpp"

#include <string_view>

namespace gracy::slack {

inline constexpr std::string_view signature_header = "X-Slack-Signature";
inline constexpr std::string_view timestamp_header = "X-Slack-Request-Timestamp";

/// A request signed earlier, or later, than this may be somebody's copy.
inline constexpr std::chrono::seconds signature_window{300};

enum class SignatureVerdict : unsigned char {
    valid,
    unconfigured,  // our secret is empty: with it, anybody could sign
    missing,       // one of the two headers is not there
    repeated,      // a header came twice: which one was signed is anybody's guess
    malformed,     // not "v0=" and 64 lowercase hexadecimal digits, or a timestamp that is no number
    stale,         // signed too long ago, or in the future
    wrong,
};

/// For the operator's log.
std::string_view reason(SignatureVerdict verdict);

/// Over the body's raw bytes: HMAC-SHA256 of "v0:<timestamp header>:<body>" with the app's signing secret.
SignatureVerdict verify_signature(const http::Request& request, std::string_view secret, base::Timestamp now);

}  // namespace gracy::slack

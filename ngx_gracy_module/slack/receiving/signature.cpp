#include "slack/receiving/signature.hpp"

#include "base/ascii.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"

#include <charconv>

namespace gracy::slack {
namespace {

constexpr std::string_view version = "v0=";
// Ten digits last until 2286; more would only let a number overflow.
constexpr std::size_t max_timestamp_digits = 12;

std::optional<std::chrono::sys_seconds> parse_timestamp(std::string_view text) {
    // from_chars also takes a minus sign.
    if (text.size() > max_timestamp_digits || !base::ascii::is_digits(text)) {
        return std::nullopt;
    }
    std::int64_t seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return std::chrono::sys_seconds(std::chrono::seconds(seconds));
}

}  // namespace

std::string_view reason(SignatureVerdict verdict) {
    switch (verdict) {
        case SignatureVerdict::valid:
            return "valid";
        case SignatureVerdict::unconfigured:
            return "no signing secret is configured";
        case SignatureVerdict::missing:
            return "signature or timestamp is missing";
        case SignatureVerdict::repeated:
            return "signature or timestamp came more than once";
        case SignatureVerdict::malformed:
            return "signature or timestamp is malformed";
        case SignatureVerdict::stale:
            return "timestamp is too far from our clock";
        case SignatureVerdict::wrong:
            return "signature does not match";
    }
    return "unknown";
}

SignatureVerdict verify_signature(const http::Request& request, std::string_view secret, base::Timestamp now) {
    if (secret.empty()) {
        return SignatureVerdict::unconfigured;
    }
    if (request.header_count(signature_header) > 1 || request.header_count(timestamp_header) > 1) {
        return SignatureVerdict::repeated;
    }
    const auto signature = request.header(signature_header);
    const auto timestamp = request.header(timestamp_header);
    if (!signature || !timestamp) {
        return SignatureVerdict::missing;
    }
    const auto signed_at = parse_timestamp(*timestamp);
    base::Sha256 sent;
    if (!signed_at || !signature->starts_with(version) || !base::decode_hex(signature->substr(version.size()), sent)) {
        return SignatureVerdict::malformed;
    }
    if (std::chrono::abs(std::chrono::floor<std::chrono::seconds>(now) - *signed_at) > signature_window) {
        return SignatureVerdict::stale;
    }
    const base::Sha256 expected = base::hmac_sha256(
        base::bytes_of(secret),
        {base::bytes_of("v0:"), base::bytes_of(*timestamp), base::bytes_of(":"), base::bytes_of(request.body)});
    return base::constant_time_equal(sent, expected) ? SignatureVerdict::valid : SignatureVerdict::wrong;
}

}  // namespace gracy::slack

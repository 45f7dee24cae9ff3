#include "staking/webhooks/webhook_signature.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "staking/keccak.hpp"

#include <charconv>
#include <cstdint>

namespace gracy::staking {
namespace {

constexpr std::chrono::hours oldest{1};
constexpr std::chrono::minutes furthest_ahead{5};
// In seconds this is the year 5138, in thousandths 1973.
constexpr std::int64_t first_in_milliseconds = 100'000'000'000;

/// Looks at every key, so that the time does not tell which one it was. `digest_with`: what a key would have signed.
template <class DigestWith>
bool is_signed(std::string_view signature, std::span<const std::string> keys, DigestWith digest_with) {
    std::array<std::byte, 32> sent{};
    if (!base::decode_hex(signature, sent)) {
        return false;
    }
    bool authentic = false;
    for (const std::string& key : keys) {
        if (!key.empty()) {
            authentic |= base::constant_time_equal(sent, digest_with(key));
        }
    }
    return authentic;
}

}  // namespace

bool is_signed_by_alchemy(std::string_view body, std::string_view signature, std::span<const std::string> keys) {
    return is_signed(signature, keys, [body](const std::string& key) {
        return base::hmac_sha256(base::bytes_of(key), {base::bytes_of(body)});
    });
}

bool is_signed_by_quicknode(std::string_view body, const QuicknodeSignature& signed_by,
                            std::span<const std::string> keys) {
    return is_signed(signed_by.signature, keys, [&](const std::string& key) {
        return base::hmac_sha256(base::bytes_of(key), {base::bytes_of(signed_by.nonce),
                                                       base::bytes_of(signed_by.timestamp), base::bytes_of(body)});
    });
}

bool is_recent(std::string_view timestamp, base::Timestamp now) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(timestamp.data(), timestamp.data() + timestamp.size(), number);
    if (timestamp.empty() || error != std::errc() || end != timestamp.data() + timestamp.size() || number < 0) {
        return false;
    }
    const std::int64_t seconds = number < first_in_milliseconds ? number : number / 1000;
    const auto now_seconds = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()).count();
    // Compared as numbers: one that is far off would not fit a point in time.
    return seconds >= now_seconds - std::chrono::seconds(oldest).count() &&
           seconds <= now_seconds + std::chrono::seconds(furthest_ahead).count();
}

bool is_signed_by_moralis(std::string_view body, std::string_view signature, std::span<const std::string> keys) {
    if (!signature.starts_with("0x")) {
        return false;
    }
    return is_signed(signature.substr(2), keys, [body](const std::string& key) {
        std::string text;
        text.reserve(body.size() + key.size());
        text.append(body).append(key);
        return keccak256(base::bytes_of(text));
    });
}

}  // namespace gracy::staking

// Who has sent a webhook's delivery: each provider's own way of signing it. All compare in constant time, all accept
// any of several keys, because one takes over from another, and an empty key signs nothing.
#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <span>
#include <string>
#include <string_view>

namespace gracy::staking {

/// The HMAC-SHA256 of the raw body with the webhook's signing key, 64 lowercase digits (alchemy.com/docs, "Webhook
/// signature & security").
inline constexpr std::string_view alchemy_signature_header = "X-Alchemy-Signature";

bool is_signed_by_alchemy(std::string_view body, std::string_view signature, std::span<const std::string> keys);

/// The HMAC-SHA256 of nonce, timestamp and body, one behind the other, with the stream's security token, 64 lowercase
/// digits; of a compressed body what it holds is signed (quicknode.com/guides, "How to Validate Incoming Streams
/// Webhook Messages").
inline constexpr std::string_view quicknode_signature_header = "X-QN-Signature";
inline constexpr std::string_view quicknode_nonce_header = "X-QN-Nonce";
inline constexpr std::string_view quicknode_timestamp_header = "X-QN-Timestamp";

struct QuicknodeSignature {
    std::string signature;
    std::string nonce;
    std::string timestamp;
};

bool is_signed_by_quicknode(std::string_view body, const QuicknodeSignature& signed_by,
                            std::span<const std::string> keys);

/// Whether X-QN-Timestamp, in seconds of the epoch or thousandths of them, is neither older than an hour (an attempt
/// may be made again) nor more than five minutes ahead. What was captured is worth nothing after that.
bool is_recent(std::string_view timestamp, base::Timestamp now);

/// "0x" and the 64 lowercase digits of the Keccak-256 of the raw body with the account's secret behind it
/// (docs.moralis.com/streams, "Webhook security"). There is no time in it: the same delivery is known by its content.
inline constexpr std::string_view moralis_signature_header = "x-signature";

bool is_signed_by_moralis(std::string_view body, std::string_view signature, std::span<const std::string> keys);

}  // namespace gracy::staking

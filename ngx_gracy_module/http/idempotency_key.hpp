// Idempotency-Key: the client's name for one intended effect, so that asking again does it once.
#pragma once

#include "base/digest.hpp"
#include "http/problem.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <optional>
#include <string>

namespace gracy::http {

/// At most 64 printable ASCII characters. Nothing when it was not sent; throws Problem (400) when it is malformed or
/// there twice.
std::optional<std::string> idempotency_key(const Request& request);

/// The key, and what it was sent with: the two parameters of every statement that creates something.
struct Idempotency {
    std::optional<std::string> key;
    base::Sha256 hash{};

    /// SHA-256 of the body; nothing without a key.
    std::optional<base::Bytes> request_hash() const { return key ? std::optional<base::Bytes>(hash) : std::nullopt; }
};

/// Throws as idempotency_key does.
Idempotency idempotency_of(const Request& request);

/// For calls that no key makes safe to repeat, because what they answer is shown once and kept nowhere. Throws Problem
/// (400) when there is one: whoever sends it counts on it.
void refuse_idempotency_key(const Request& request);

/// The answer with `Idempotency-Replayed: true` when an earlier request with this key had done it already.
Response marked_if_replayed(Response response, bool replayed);

/// What was made, and where it is.
Response created(Response response, std::string location, bool replayed);

/// 422: the key was used before, with another body.
Problem key_reused();

}  // namespace gracy::http

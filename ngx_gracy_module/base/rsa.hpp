// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, 8.2; "RS256" of RFC 7518, 3.3), by OpenSSL: verifying only.
#pragma once

#include "base/bytes.hpp"

#include <memory>
#include <optional>

namespace gracy::base {

class RsaPublicKey {
  public:
    /// Both numbers are unsigned and big-endian, as JWKs have them (RFC 7518, 6.3.1). Nothing when it is no key that
    /// deserves trust: of less than 2048 or more than 8192 bits, or with an exponent that is even, below 3 or beyond 32
    /// bits.
    static std::optional<RsaPublicKey> of(Bytes modulus, Bytes exponent);

    /// Whether the holder of the private key has signed exactly this.
    bool verifies(Bytes text, Bytes signature) const;

  private:
    struct Release {
        void operator()(void* key) const noexcept;
    };
    explicit RsaPublicKey(void* key) : key_(key) {}
    /// An EVP_PKEY, whose header is nobody else's business.
    std::unique_ptr<void, Release> key_;
};

}  // namespace gracy::base

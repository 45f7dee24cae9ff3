// SHA-256 and what is built on it, by OpenSSL.
#pragma once

#include "base/bytes.hpp"

#include <array>
#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace gracy::base {

using Sha256 = std::array<std::byte, 32>;

Sha256 sha256(Bytes data);

/// HMAC-SHA256 (RFC 2104) of the parts as if they were one.
Sha256 hmac_sha256(Bytes key, std::initializer_list<Bytes> parts);

/// HKDF-SHA256 (RFC 5869) with an empty salt.
Sha256 hkdf_sha256(Bytes secret, std::string_view label);

/// Takes the same time wherever the two differ. Lengths are not secret.
bool constant_time_equal(Bytes left, Bytes right);

}  // namespace gracy::base

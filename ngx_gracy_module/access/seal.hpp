// Text that is stored so that only this program can open it, and only where it belongs.
#pragma once

#include "access/keys.hpp"
#include "base/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::access {

/// XChaCha20-Poly1305 (IETF): a random nonce of 24 bytes, then the text, then 16 bytes that prove it. `about` is not in
/// it, and has to be the same for opening: what belongs to one row is worth nothing in another.
std::vector<std::byte> seal(const Key& key, std::string_view about, std::string_view text);

/// Nothing when it was changed, moved, or sealed with another key.
std::optional<std::string> open_sealed(const Key& key, std::string_view about, base::Bytes sealed);

}  // namespace gracy::access

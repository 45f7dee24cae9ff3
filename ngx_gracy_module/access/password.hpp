// Passwords: argon2id (RFC 9106) by libsodium. Slow on purpose, so every call here belongs on another thread.
#pragma once

#include <string>
#include <string_view>

namespace gracy::access {

/// 19 MiB, two passes, one lane: what OWASP's password storage cheat sheet names as the least for argon2id, and
/// little enough for some fifty logins a second on one core. The parameters stand inside each hash, so they may grow.
inline constexpr unsigned long long password_passes = 2;
inline constexpr std::size_t password_memory_bytes = std::size_t{19} << 20;

inline constexpr std::size_t max_password_bytes = 1024;
inline constexpr std::size_t min_password_characters = 10;

/// For a new password; which characters they are is nobody's business (NIST SP 800-63B, 3.1.1.2).
bool is_long_enough(std::string_view password);

/// libsodium's text form: `$argon2id$v=19$m=19456,t=2,p=1$...`. Throws std::bad_alloc.
std::string hash_password(std::string_view password);

/// False for a wrong password and for a hash that is none.
bool verify_password(std::string_view hash, std::string_view password);

/// Whether the hash was made with other parameters than today's.
bool needs_rehash(std::string_view hash);

/// A hash that nobody has the password of. A login of somebody who does not exist is checked against it, and takes as
/// long as any other.
std::string_view nobodys_hash();

}  // namespace gracy::access

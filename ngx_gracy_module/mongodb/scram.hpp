// SCRAM (RFC 5802, RFC 7677) from the client's side, as MongoDB uses it: no channel binding, and with SCRAM-SHA-1 the
// MD5 digest of the password in the password's place (MongoDB's driver specification "Authentication").
#pragma once

#include "mongodb/connection_string.hpp"
#include "mongodb/error.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace gracy::mongodb {

/// What the password is good for; as secret as the password.
struct ScramKeys {
    std::string client_key;
    std::string server_key;
};

/// What the server asks: whose answer costs `iterations` rounds of a hash.
struct ScramChallenge {
    std::string salt;
    std::uint32_t iterations = 0;
};

/// RFC 5802 asks for 4096 at least. The upper bound is ours: a server must not be able to keep a thread busy for
/// minutes.
inline constexpr std::uint32_t least_iterations = 4096;
inline constexpr std::uint32_t most_iterations = 1'000'000;

/// Milliseconds of work. Throws AuthenticationError when OpenSSL has no such hash (MD5, in FIPS mode).
ScramKeys derive_keys(Mechanism mechanism, const std::string& user, const std::string& password,
                      const ScramChallenge& challenge);

/// One exchange: first() -> read_challenge() -> answer() -> verify(). Each throws AuthenticationError.
class ScramConversation {
  public:
    /// `nonce`: printable ASCII without a comma, different each time.
    ScramConversation(Mechanism mechanism, const std::string& user, std::string nonce);

    Mechanism mechanism() const { return mechanism_; }
    std::string first() const { return "n,," + first_bare_; }
    ScramChallenge read_challenge(std::string_view server_first);
    std::string answer(const ScramKeys& keys);
    /// That the server knows the keys as well.
    void verify(std::string_view server_final);
    bool verified() const { return verified_; }

  private:
    Mechanism mechanism_;
    std::string nonce_;
    std::string first_bare_;
    std::string server_first_;
    std::string combined_nonce_;
    std::string server_signature_;
    bool verified_ = false;
};

/// Keys by what they were derived from, so that a storm of reconnects derives them once.
class ScramKeyCache {
  public:
    const ScramKeys* find(Mechanism mechanism, const std::string& password, const ScramChallenge& challenge) const;
    void keep(Mechanism mechanism, const std::string& password, const ScramChallenge& challenge, ScramKeys keys);

  private:
    using Key = std::tuple<Mechanism, std::string, std::string, std::uint32_t>;
    // Members of a replica set share salt and iterations; a few for a user who was made anew.
    static constexpr std::size_t most = 8;
    std::map<Key, ScramKeys> keys_;
};

}  // namespace gracy::mongodb

#include "slack/sending/tokens.hpp"

#include "access/seal.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace gracy::slack {
namespace {

constexpr std::size_t shortest_secret = 32;

std::string about(std::int64_t team_space_id, std::int64_t installation_id, TokenUse use) {
    return fmt::format("slack {} {}/{}", use == TokenUse::bot ? "token" : "refresh token", team_space_id,
                       installation_id);
}

}  // namespace

TokenKeys::TokenKeys(const std::vector<std::string>& secrets) {
    if (secrets.empty()) {
        throw std::invalid_argument("there is no key");
    }
    for (const std::string& secret : secrets) {
        if (secret.size() < shortest_secret) {
            throw std::invalid_argument("a key must have at least 32 bytes");
        }
        const base::Bytes bytes = base::bytes_of(std::string_view(secret));
        keys_.push_back({base::hkdf_sha256(bytes, "gracy slack token"),
                         base::to_hex(base::Bytes(base::hkdf_sha256(bytes, "gracy slack token id")).first(4))});
    }
}

std::vector<std::byte> TokenKeys::seal(std::int64_t team_space_id, std::int64_t installation_id, std::string_view token,
                                       TokenUse use) const {
    return access::seal(keys_.front().key, about(team_space_id, installation_id, use), token);
}

std::optional<std::string> TokenKeys::open(std::int64_t team_space_id, std::int64_t installation_id,
                                           std::string_view key_id, base::Bytes sealed, TokenUse use) const {
    for (const Named& known : keys_) {
        if (known.id == key_id) {
            return access::open_sealed(known.key, about(team_space_id, installation_id, use), sealed);
        }
    }
    return std::nullopt;
}

}  // namespace gracy::slack

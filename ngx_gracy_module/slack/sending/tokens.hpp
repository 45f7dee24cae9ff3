// Tokens as they are kept: sealed with the worker's key, each for one installation and one use.
#pragma once

#include "access/keys.hpp"
#include "base/bytes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

/// bot: what Slack is called with; refresh: what the next pair of tokens is had for.
enum class TokenUse : unsigned char { bot, refresh };

class TokenKeys {
  public:
    /// The first key seals; the others only open, while keys are exchanged. Throws std::invalid_argument when one is
    /// shorter than 32 bytes or there is none.
    explicit TokenKeys(const std::vector<std::string>& secrets);

    /// Names the first key: 8 hexadecimal digits, no secret.
    const std::string& id() const { return keys_.front().id; }
    std::vector<std::byte> seal(std::int64_t team_space_id, std::int64_t installation_id, std::string_view token,
                                TokenUse use = TokenUse::bot) const;
    /// Nothing for another key's, and for what belongs to another installation or has another use.
    std::optional<std::string> open(std::int64_t team_space_id, std::int64_t installation_id, std::string_view key_id,
                                    base::Bytes sealed, TokenUse use = TokenUse::bot) const;

  private:
    struct Named {
        access::Key key;
        std::string id;
    };
    std::vector<Named> keys_;
};

}  // namespace gracy::slack

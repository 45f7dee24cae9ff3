// What a member signs to show that a wallet is theirs, laid out as EIP-4361 ("Sign-In with Ethereum") has it, so that
// wallets show it well and warn when the page is of another domain.
#pragma once

#include "base/clock.hpp"
#include "staking/address.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gracy::staking {

struct WalletChallenge {
    /// Of the page that asks; the operator's, never the request's.
    std::string_view domain;
    Address address{};
    /// Whose account it is, so that nobody signs for somebody else's: the slug, and the member's e-mail address.
    std::string_view team_space;
    std::string_view email;
    std::int64_t chain_id = 0;
    /// Letters and digits.
    std::string_view nonce;
    base::Timestamp issued_at;
    base::Timestamp expires_at;
};

std::string to_message(const WalletChallenge& challenge);

}  // namespace gracy::staking

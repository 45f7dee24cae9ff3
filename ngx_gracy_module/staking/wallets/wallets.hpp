// /staking/v1/wallets: the wallets that a member has shown to be theirs, by signing a text with each (EIP-191). Whether
// a wallet that is a contract has signed (EIP-1271), the worker asks the chain (staking/wallet_verifier.hpp); until
// then it is listed as "verifying". A wallet of one member is nobody else's in the team space. Who looks after people
// learns that a member takes part (staking/participants.hpp); what the wallet holds, only when the member shares it.
// Wallets go with the scope of tokens: they are ways to be known.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"

namespace gracy::staking {

/// What to sign, for ten minutes and one use; a contract's owners, who may be many, have a day.
base::Task<http::Response> challenge_wallet(access::Call& call);
base::Task<http::Response> link_wallet(access::Call& call);
base::Task<http::Response> list_wallets(access::Call& call);
base::Task<http::Response> share_wallet(access::Call& call);
base::Task<http::Response> unlink_wallet(access::Call& call);

}  // namespace gracy::staking

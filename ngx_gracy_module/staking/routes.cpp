#include "staking/routes.hpp"

#include "staking/accounts/history.hpp"
#include "staking/accounts/positions.hpp"
#include "staking/accounts/totals.hpp"
#include "staking/integrity.hpp"
#include "staking/seasons/season_export.hpp"
#include "staking/seasons/season_summary.hpp"
#include "staking/seasons/seasons.hpp"
#include "staking/wallets/participants.hpp"
#include "staking/wallets/wallets.hpp"
#include "staking/webhooks/webhook_signature.hpp"
#include "staking/webhooks/webhooks.hpp"

#include <array>

namespace gracy::staking {
namespace {

using access::anybody;
using access::Scope;
using access::signed_in;
using access::Surface;
using http::Method;

constexpr auto staking = Surface::staking;

// method, pattern, surface, scope, who, statements at most, handler, summary
constexpr std::array table{
    access::signed_by(
        alchemy_signature_header,
        access::Route{Method::post, "/staking/webhooks/alchemy", staking, Scope::none, anybody, 1, receive_alchemy,
                      "Receives a delivery of Alchemy's custom webhook and stores it once"}),
    access::signed_by(
        quicknode_signature_header,
        access::Route{Method::post, "/staking/webhooks/quicknode", staking, Scope::none, anybody, 1, receive_quicknode,
                      "Receives a delivery of QuickNode's Streams or Webhooks and stores it once"}),
    access::signed_by(moralis_signature_header,
                      access::Route{Method::post, "/staking/webhooks/moralis", staking, Scope::none, anybody, 1,
                                    receive_moralis, "Receives a delivery of Moralis' Streams and stores it once"}),
    access::Route{Method::get, "/staking/v1/accounts/{address}/history", staking, Scope::staking_read, signed_in, 2,
                  account_history, "Lists what an account staked, claimed and withdrew, newest first"},
    access::Route{Method::get, "/staking/v1/accounts/{address}/positions", staking, Scope::staking_read, signed_in, 1,
                  account_positions, "Lists what an account has in each contract"},
    access::Route{Method::get, "/staking/v1/contracts/{address}/stakers", staking, Scope::staking_read, signed_in, 3,
                  list_stakers, "Lists who has something staked in a contract, the largest balance first"},
    access::Route{Method::get, "/staking/v1/contracts/{address}/totals", staking, Scope::staking_read, signed_in, 3,
                  show_totals, "Shows what was staked in a contract, withdrawn and claimed, in all"},
    access::Route{Method::get, "/staking/v1/contracts/{address}/days", staking, Scope::staking_read, signed_in, 2,
                  list_days, "Lists what happened in a contract day by day"},
    access::Route{Method::get, "/staking/v1/seasons", staking, Scope::staking_read, signed_in, 3, list_seasons,
                  "Lists a contract's seasons, the last first"},
    access::Route{Method::get, "/staking/v1/seasons/{number}", staking, Scope::staking_read, signed_in, 2, show_season,
                  "Shows a season"},
    access::Route{Method::get, "/staking/v1/seasons/{number}/summary", staking, Scope::staking_read, signed_in, 3,
                  summarise_season, "Shows who took part in a season and with how much, in all"},
    access::Route{Method::get, "/staking/v1/seasons/{number}/export.csv", staking, Scope::staking_read, signed_in, 4,
                  export_season, "A season for the books, an account a line"},
    access::Route{Method::post, "/staking/v1/wallets/challenges", staking, Scope::tokens_write, signed_in, 2,
                  challenge_wallet, "Gives a text to sign with a wallet"},
    access::Route{Method::post, "/staking/v1/wallets", staking, Scope::tokens_write, signed_in, 2, link_wallet,
                  "Links the wallet that has signed a text"},
    access::Route{Method::get, "/staking/v1/wallets", staking, Scope::tokens_write, signed_in, 1, list_wallets,
                  "Lists the caller's wallets"},
    access::Route{Method::patch, "/staking/v1/wallets/{address}", staking, Scope::tokens_write, signed_in, 1,
                  share_wallet, "Shares what a wallet holds, or no longer"},
    access::Route{Method::remove, "/staking/v1/wallets/{address}", staking, Scope::tokens_write, signed_in, 1,
                  unlink_wallet, "Unlinks a wallet"},
    access::Route{Method::get, "/staking/v1/participants", staking, Scope::people_write, signed_in, 2,
                  list_participants, "Lists which members take part in staking"},
    access::Route{Method::get, "/staking/v1/integrity", staking, Scope::staking_read, signed_in, 5, integrity,
                  "Shows how far the history is proven, the providers, and the lies that were proven"},
};

}  // namespace

std::span<const access::Route> routes() {
    return table;
}

}  // namespace gracy::staking

#include "staking/routes.hpp"

#include "staking/history.hpp"
#include "staking/integrity.hpp"
#include "staking/positions.hpp"
#include "staking/totals.hpp"
#include "staking/webhooks.hpp"

namespace gracy::staking {

std::span<const access::Route> routes() {
    static constexpr access::Route table[] = {
        {.method = http::Method::post,
         .pattern = "/staking/webhooks/alchemy",
         .surface = access::Surface::staking,
         .scope = access::Scope::none,
         .open = true,
         .statement_budget = 1,
         .handler = receive_alchemy,
         .summary = "Receives a delivery of Alchemy's custom webhook and stores it once"},
        {.method = http::Method::get,
         .pattern = "/staking/v1/accounts/{address}/history",
         .surface = access::Surface::staking,
         .scope = access::Scope::staking_read,
         .open = false,
         .statement_budget = 2,
         .handler = account_history,
         .summary = "Lists what an account staked, claimed and withdrew, newest first"},
        {.method = http::Method::get,
         .pattern = "/staking/v1/accounts/{address}/positions",
         .surface = access::Surface::staking,
         .scope = access::Scope::staking_read,
         .open = false,
         .statement_budget = 1,
         .handler = account_positions,
         .summary = "Lists what an account has in each contract"},
        {.method = http::Method::get,
         .pattern = "/staking/v1/contracts/{address}/stakers",
         .surface = access::Surface::staking,
         .scope = access::Scope::staking_read,
         .open = false,
         .statement_budget = 2,
         .handler = list_stakers,
         .summary = "Lists who has something staked in a contract, the largest balance first"},
        {.method = http::Method::get,
         .pattern = "/staking/v1/contracts/{address}/totals",
         .surface = access::Surface::staking,
         .scope = access::Scope::staking_read,
         .open = false,
         .statement_budget = 2,
         .handler = show_totals,
         .summary = "Shows what was staked in a contract, withdrawn and claimed, in all"},
        {.method = http::Method::get,
         .pattern = "/staking/v1/contracts/{address}/days",
         .surface = access::Surface::staking,
         .scope = access::Scope::staking_read,
         .open = false,
         .statement_budget = 1,
         .handler = list_days,
         .summary = "Lists what happened in a contract day by day"},
        {.method = http::Method::get,
         .pattern = "/staking/v1/integrity",
         .surface = access::Surface::staking,
         .scope = access::Scope::staking_read,
         .open = false,
         .statement_budget = 3,
         .handler = integrity,
         .summary = "Shows how far the history is proven, the providers, and the lies that were proven"},
    };
    return table;
}

}  // namespace gracy::staking

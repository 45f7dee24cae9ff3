#include "staking/routes.hpp"

#include "staking/history.hpp"
#include "staking/integrity.hpp"
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

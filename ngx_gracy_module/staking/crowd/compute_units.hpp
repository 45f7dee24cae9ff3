// What watching a chain costs, in the compute units by which vendors sell JSON-RPC, and what the first edition's way
// would have cost.
//
// Prices are Alchemy's (alchemy.com/docs, "Compute unit costs", and "Webhook bandwidth"). They are used for every
// provider: public ones cost nothing, and are counted to know what they have saved.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace gracy::staking {

/// Of one call. A method that is not in the list costs what most do.
std::int64_t compute_units(std::string_view method);

/// Of how many days the sum is shown.
inline constexpr std::int32_t spending_days = 30;

/// Over some time, in compute units unless another unit is named.
struct Spending {
    std::int64_t watched_seconds = 0;
    std::int64_t public_units = 0;
    std::int64_t paid_units = 0;
    std::int64_t webhook_bytes = 0;
    std::int64_t public_calls = 0;
    std::int64_t paid_calls = 0;

    /// 0.04 a byte.
    std::int64_t webhook_units() const { return webhook_bytes / 25; }
    /// What was bought: calls and webhooks.
    std::int64_t spent() const { return paid_units + webhook_units(); }
    /// The same webhooks, and one eth_getLogs a minute of the paid provider, which is the least that its watcher asked.
    std::int64_t first_edition() const;
    /// Of what the first edition would have spent; nothing before there is anything to compare.
    std::optional<double> saved_share() const;
    /// Of all calls, how many were bought; nothing before the first.
    std::optional<double> paid_share() const;
};

}  // namespace gracy::staking

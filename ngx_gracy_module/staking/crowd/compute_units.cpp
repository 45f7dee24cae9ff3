#include "staking/crowd/compute_units.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace gracy::staking {
namespace {

constexpr std::array<std::pair<std::string_view, std::int64_t>, 9> prices{{
    {"eth_chainId", 0},
    {"eth_blockNumber", 10},
    {"eth_getBlockByNumber", 20},
    {"eth_getBlockByHash", 20},
    {"eth_getBlockReceipts", 20},
    {"eth_getProof", 20},
    {"eth_getStorageAt", 20},
    {"eth_call", 26},
    {"eth_getLogs", 60},
}};
constexpr std::int64_t usual_price = 20;
constexpr std::int64_t seconds_between_polls = 60;

}  // namespace

std::int64_t compute_units(std::string_view method) {
    const auto price = std::ranges::find(prices, method, &std::pair<std::string_view, std::int64_t>::first);
    return price == prices.end() ? usual_price : price->second;
}

std::int64_t Spending::first_edition() const {
    return watched_seconds * compute_units("eth_getLogs") / seconds_between_polls + webhook_units();
}

std::optional<double> Spending::saved_share() const {
    const std::int64_t before = first_edition();
    return before == 0 ? std::nullopt : std::optional(1 - static_cast<double>(spent()) / static_cast<double>(before));
}

std::optional<double> Spending::paid_share() const {
    const std::int64_t calls = public_calls + paid_calls;
    return calls == 0 ? std::nullopt : std::optional(static_cast<double>(paid_calls) / static_cast<double>(calls));
}

}  // namespace gracy::staking

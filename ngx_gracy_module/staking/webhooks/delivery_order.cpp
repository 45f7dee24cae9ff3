#include "staking/webhooks/delivery_order.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace gracy::staking {
namespace {

// Of so many blocks of a chain the order of what was told is known.
constexpr std::size_t ordered_blocks = 1000;

/// Of two numbers in decimal.
bool is_less(std::string_view left, std::string_view right) {
    left.remove_prefix(std::min(left.find_first_not_of('0'), left.size()));
    right.remove_prefix(std::min(right.find_first_not_of('0'), right.size()));
    return left.size() != right.size() ? left.size() < right.size() : left < right;
}

}  // namespace

bool DeliveryOrder::is_superseded(std::int64_t chain_id, std::uint64_t block, const std::string& webhook,
                                  const std::string& sequence) {
    Sequences& sequences = chains_[chain_id];
    const auto [known, is_new] = sequences.try_emplace({block, webhook}, sequence);
    if (!is_new && is_less(sequence, known->second)) {
        return true;
    }
    known->second = sequence;
    if (sequences.size() > ordered_blocks) {
        sequences.erase(sequences.begin());
    }
    return false;
}

}  // namespace gracy::staking

// Which of the deliveries about one block is the latest: they may come in any order.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace gracy::staking {

/// Of the last blocks of each chain, by this process. What is missed here, the next poll puts right.
class DeliveryOrder {
  public:
    /// Whether a later version of the block was told before by the same webhook. `sequence` is a decimal number that
    /// may be larger than 2^64; the highest one is the canonical version.
    bool is_superseded(std::int64_t chain_id, std::uint64_t block, const std::string& webhook,
                       const std::string& sequence);

  private:
    /// By block and webhook: the highest that was read.
    using Sequences = std::map<std::pair<std::uint64_t, std::string>, std::string>;
    std::map<std::int64_t, Sequences> chains_;
};

}  // namespace gracy::staking

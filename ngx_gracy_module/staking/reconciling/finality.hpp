// What providers call final, held against what is final here. Those who were ahead may be away: what is final stays,
// and nothing is new. Only when that lasts it is another chain, or one that has gone back.
#pragma once

#include "base/clock.hpp"
#include "staking/crowd/chain_status.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::staking {

class Finality {
  public:
    /// Everything referred to must outlive this.
    Finality(const base::Clock& clock, const std::string& label, ContractStatus& status)
        : clock_(clock), label_(label), status_(status) {}

    /// Whether the providers are behind block `proven` is told by the status, and once by the log. Throws ChainError
    /// when they have been for an hour.
    void check(std::int64_t proven, std::int64_t finalized);

  private:
    const base::Clock& clock_;
    const std::string& label_;
    ContractStatus& status_;
    std::optional<base::Timestamp> behind_since_;
};

}  // namespace gracy::staking

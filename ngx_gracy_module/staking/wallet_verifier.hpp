// Wallets that are contracts: whether one has signed is asked of the chain, and believed when independent operators say
// the same of the same final block. There is no proof of what a contract returns, so agreement is all that can be had.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"
#include "staking/crowd.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gracy::staking {

/// Since the process started.
struct WalletCounts {
    std::uint64_t linked = 0;
    std::uint64_t refused = 0;
    /// Given up after an hour in which nobody answered, or operators did not agree.
    std::uint64_t unanswered = 0;
    /// Attempts that came to nothing, and are made again.
    std::uint64_t postponed = 0;
};

class WalletVerifier {
  public:
    /// Everything referred to must outlive this.
    WalletVerifier(postgres::Database& database, Crowd& crowd) : database_(database), crowd_(crowd) {}

    std::int64_t chain_id() const { return crowd_.chain_id(); }

    /// Asks the contracts that are due, and links or refuses what they answer for. What nobody answers waits for the
    /// next call of this, at most an hour. Throws postgres::Error.
    base::Task<void> run();

    const WalletCounts& counts() const { return counts_; }

  private:
    struct Asked;

    base::Task<void> ask_contracts(std::vector<Asked> wallets);
    base::Task<void> settle(Asked wallet, std::string_view verdict);
    void postpone(std::size_t wallets, std::string_view why);

    postgres::Database& database_;
    Crowd& crowd_;
    WalletCounts counts_;
};

}  // namespace gracy::staking

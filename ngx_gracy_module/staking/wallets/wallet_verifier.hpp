// Wallets that are contracts: whether one has signed is asked of the chain, and believed when independent operators say
// the same of the same final block. There is no proof of what a contract returns, so agreement is all that can be had.
#pragma once

#include "base/task.hpp"
#include "io/reactor.hpp"
#include "postgres/database.hpp"
#include "staking/crowd/crowd.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::staking {

/// Since the process started.
struct WalletCounts {
    std::uint64_t linked = 0;
    std::uint64_t refused = 0;
    /// Attempts that came to nothing, or whose final block was older than the question, and are made again.
    std::uint64_t postponed = 0;
};

/// Refuses what nobody has answered for within its hour, whether or not somebody here watches its chain; the chain of
/// each. Throws postgres::Error.
base::Task<std::vector<std::int64_t>> refuse_unanswered_wallets(postgres::Database& database);

class WalletVerifier {
  public:
    /// Everything referred to must outlive this.
    WalletVerifier(io::Reactor& reactor, postgres::Database& database, Crowd& crowd)
        : reactor_(reactor), database_(database), crowd_(crowd) {}

    std::int64_t chain_id() const { return crowd_.chain_id(); }

    /// Asks the contracts that are due, or become so meanwhile, and links or refuses what they answer for: a few at a
    /// time and none for long, so that those that take everybody's time hold up no other. What nobody answers, and a
    /// refusal by a block from before the question, waits for the next call of this, at most an hour. Two calls at once
    /// are twice the load. Throws postgres::Error.
    base::Task<void> run();

    const WalletCounts& counts() const { return counts_; }

  private:
    struct Asked;
    struct Heard;

    base::Task<std::vector<Asked>> take(std::int32_t most);
    /// Asks one contract, and then others that are due by then: one of several who do that beside one another.
    using Until = std::chrono::steady_clock::time_point;
    base::Task<void> ask_in_turn(Asked asked, const ethereum::Header& at, Until until);
    base::Task<void> hear(const Asked& asked, const ethereum::Header& at, Heard& heard);
    base::Task<void> act_on(const Asked& asked, const ethereum::Header& at, const Heard& heard);
    void postpone(std::size_t wallets, std::string_view why);

    io::Reactor& reactor_;
    postgres::Database& database_;
    Crowd& crowd_;
    WalletCounts counts_;
};

}  // namespace gracy::staking

// The staking duty: what the configured chains and their contracts need done.
#pragma once

#include "io/reactor.hpp"
#include "jobs/kinds.hpp"
#include "jobs/queue.hpp"
#include "jobs/schedule.hpp"
#include "staking/wallets/wallet_verifier.hpp"
#include "staking/webhooks/deliveries.hpp"
#include "worker/configuration.hpp"
#include "worker/contract_work.hpp"
#include "worker/staking_metrics.hpp"

#include <cstdint>
#include <list>
#include <map>
#include <string_view>
#include <vector>

namespace gracy::worker {

class StakingWork {
  public:
    /// `wake`: a job was enqueued. Everything referred to must outlive this.
    StakingWork(io::Reactor& reactor, postgres::Database& database, jobs::Queue& queue, io::HttpClient& http,
                const base::Clock& clock, const StakingConfiguration& configuration, io::Callback wake);

    /// A poll for each contract, and "staking.verify_wallets".
    void add_kinds(jobs::Kinds& kinds);
    std::vector<jobs::Schedule> schedules() const;
    /// The duty is ours: what another worker has learned of the providers meanwhile is read again.
    void begin();
    /// Whether the lane's jobs are to run one at a time, as the polls of a contract.
    bool is_sequential(std::string_view lane) const;

    StakingSources sources() const;

    /// Turns stored webhook deliveries into events; true when more are waiting.
    base::Task<bool> process_deliveries();

  private:
    base::Task<void> verify_wallets();

    io::Reactor& reactor_;
    postgres::Database& database_;
    jobs::Queue& queue_;
    io::Callback wake_;
    /// One for each chain, which its contracts share: health, rates and the ledger are a provider's.
    std::list<staking::Crowd> crowds_;
    std::list<ContractWork> contracts_;
    staking::Deliveries deliveries_;
    /// One for each chain.
    std::list<staking::WalletVerifier> wallets_;
    /// Wallets that were given up, by chain, watched or not.
    std::map<std::int64_t, std::uint64_t> unanswered_wallets_;
};

}  // namespace gracy::worker

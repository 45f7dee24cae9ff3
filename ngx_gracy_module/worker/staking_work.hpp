// The staking duty: what one configured contract needs done.
#pragma once

#include "io/reactor.hpp"
#include "jobs/kinds.hpp"
#include "jobs/queue.hpp"
#include "jobs/schedule.hpp"
#include "staking/deliveries.hpp"
#include "staking/reconciler.hpp"
#include "staking/wallet_verifier.hpp"
#include "worker/configuration.hpp"
#include "worker/staking_metrics.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace gracy::worker {

class StakingWork {
  public:
    static constexpr const char* lane = "staking";

    /// `wake`: a job was enqueued. Everything referred to must outlive this.
    StakingWork(io::Reactor& reactor, postgres::Database& database, jobs::Queue& queue, io::HttpClient& http,
                const base::Clock& clock, const StakingConfiguration& configuration, io::Callback wake);

    /// "staking.poll", "staking.verify_wallets"
    void add_kinds(jobs::Kinds& kinds);
    std::vector<jobs::Schedule> schedules() const;

    StakingSources sources() const {
        return {chain_id_,         contract_,    polls_, reconciler_.status(), deliveries_.counts(),
                wallets_.counts(), is_watching()};
    }

    /// Turns stored webhook deliveries into events; true when more are waiting.
    base::Task<bool> process_deliveries();

  private:
    base::Task<void> poll(jobs::Job job);
    bool is_watching() const;
    jobs::NewJob poll_job(const char* payload) const;

    jobs::Queue& queue_;
    io::Callback wake_;
    const std::int64_t chain_id_;
    const staking::Address contract_;
    const std::chrono::seconds every_;
    staking::Reconciler reconciler_;
    staking::Deliveries deliveries_;
    staking::WalletVerifier wallets_;
    PollCounts polls_;
    unsigned failures_ = 0;
    std::optional<std::chrono::steady_clock::time_point> polled_at_;
};

}  // namespace gracy::worker

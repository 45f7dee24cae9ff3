// One watched contract: its polls, one after another in a lane of its own, so that trouble with one holds up no other.
#pragma once

#include "io/reactor.hpp"
#include "jobs/kinds.hpp"
#include "jobs/queue.hpp"
#include "jobs/schedule.hpp"
#include "staking/reconciling/reconciler.hpp"
#include "worker/configuration.hpp"
#include "worker/staking_metrics.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace gracy::worker {

class ContractWork {
  public:
    /// Everything referred to must outlive this.
    ContractWork(io::Reactor& reactor, staking::Crowd& crowd, postgres::Database& database, jobs::Queue& queue,
                 const base::Clock& clock, const WatchedContract& contract, const WatchedChain& chain);

    /// What the configuration calls it: "staking", or "staking.contracts.NAME". That is its lane, too.
    const std::string& label() const { return label_; }
    std::int64_t chain_id() const { return crowd_.chain_id(); }

    /// "LABEL.poll"
    jobs::Kind kind();
    jobs::Schedule schedule() const;
    /// A poll that does not wait for the schedule, because a webhook could not tell everything: one in ten seconds,
    /// however many deliveries want it.
    base::Task<void> poll_soon();

    ContractSources sources() const;

  private:
    base::Task<void> poll(jobs::Job job);
    base::Task<void> read_on();
    bool is_watching() const;
    jobs::NewJob poll_job(const char* payload) const;

    const std::string label_;
    const std::string poll_name_;
    const staking::Address address_;
    const std::chrono::seconds every_;
    staking::Crowd& crowd_;
    jobs::Queue& queue_;
    const base::Clock& clock_;
    staking::Reconciler reconciler_;
    PollCounts polls_;
    unsigned failures_ = 0;
    /// A poll that reads on waits already.
    bool reads_on_ = false;
    std::optional<std::chrono::steady_clock::time_point> polled_at_;
};

}  // namespace gracy::worker

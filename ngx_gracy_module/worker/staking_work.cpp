#include "worker/staking_work.hpp"

#include "base/log.hpp"

#include <optional>

namespace gracy::worker {
namespace {

using base::LogLevel;

constexpr const char* poll_name = "staking.poll";

// The payload says who wants the poll.
constexpr const char* of_schedule = R"({"asked_by":"schedule"})";
constexpr const char* of_delivery = R"({"asked_by":"delivery"})";

// Long enough for a first reading of a long history piece by piece (every piece is kept), short enough that a
// provider that trickles is given up.
constexpr std::chrono::minutes poll_deadline{5};

staking::ReconcilerSettings settings_of(const StakingConfiguration& configuration) {
    staking::ReconcilerSettings settings{
        .crowd = configuration.crowd, .contract = configuration.contract, .audit_every = configuration.audit};
    settings.contract.events = &configuration.events;
    return settings;
}

/// Counts a poll however it ends: one that is cancelled, or that loses its database, tells nobody else.
class Ending {
  public:
    explicit Ending(PollCounts& polls) : polls_(polls) {}
    Ending(const Ending&) = delete;
    Ending& operator=(const Ending&) = delete;
    ~Ending() {
        ++(succeeded_ ? polls_.succeeded : polls_.failed);
        polls_.ended_at = std::chrono::steady_clock::now();
    }

    void succeeded() { succeeded_ = true; }

  private:
    PollCounts& polls_;
    bool succeeded_ = false;
};

}  // namespace

StakingWork::StakingWork(io::Reactor& reactor, postgres::Database& database, jobs::Queue& queue, io::HttpClient& http,
                         const base::Clock& clock, const StakingConfiguration& configuration, io::Callback wake)
    : queue_(queue),
      wake_(std::move(wake)),
      chain_id_(configuration.crowd.chain_id),
      contract_(configuration.contract.address),
      every_(configuration.poll),
      reconciler_(reactor, database, http, clock, settings_of(configuration), configuration.headers),
      deliveries_(database, configuration.crowd.chain_id, configuration.contract.address, configuration.events) {}

void StakingWork::add_kinds(jobs::Kinds& kinds) {
    kinds.add({poll_name, lane, poll_deadline, [this](jobs::Job job) { return poll(std::move(job)); }});
}

jobs::NewJob StakingWork::poll_job(const char* payload) const {
    jobs::NewJob job;
    job.kind = poll_name;
    job.lane = lane;
    job.payload = payload;
    job.max_attempts = 3;
    return job;
}

std::vector<jobs::Schedule> StakingWork::schedules() const {
    return {{poll_name, every_, every_, poll_job(of_schedule)}};
}

base::Task<void> StakingWork::poll(jobs::Job job) {
    // Slots that came up while a slow poll was running are served by the poll that follows it.
    const bool just_polled = polled_at_ && std::chrono::steady_clock::now() - *polled_at_ < every_ / 2;
    if (just_polled && job.payload == of_schedule) {
        co_return;
    }
    std::optional<std::string> trouble;
    Ending ending(polls_);
    try {
        const staking::ReconcileReport report = co_await reconciler_.run();
        ending.succeeded();
        polls_.recorded += static_cast<std::uint64_t>(report.recorded);
        polls_.orphaned += static_cast<std::uint64_t>(report.orphaned);
        polls_.last = report;
        if (report.recorded > 0 || report.orphaned > 0) {
            base::log(LogLevel::info,
                      "staking: final up to block {} of {}; {} events that no webhook brought, {} orphaned",
                      report.final_block, report.head, report.recorded, report.orphaned);
        }
    } catch (const staking::RpcError& error) {
        trouble = error.what();
    } catch (const staking::ChainError& error) {
        trouble = error.what();
    }
    polled_at_ = std::chrono::steady_clock::now();
    if (!trouble) {
        if (std::exchange(failures_, 0) > 0) {
            base::log_line(LogLevel::info, "staking: the chain is read again");
        }
        co_return;
    }
    // The next slot asks again and catches up with everything, so this job is done: a provider that is away for a day
    // must not leave a day of dead jobs behind.
    ++failures_;
    base::log(failures_ >= 5 ? LogLevel::error : LogLevel::warning,
              "staking: {} (attempt {}); nothing is lost, the next poll goes on from here", *trouble, failures_);
}

/// One poll may take its deadline, and three slots may be missed.
bool StakingWork::is_watching() const {
    return polls_.ended_at && std::chrono::steady_clock::now() - *polls_.ended_at < poll_deadline + 3 * every_;
}

base::Task<bool> StakingWork::process_deliveries() {
    const staking::DeliveryReport report = co_await deliveries_.process();
    if (report.ask_chain) {
        co_await queue_.enqueue(poll_job(of_delivery));
        wake_();
    }
    co_return report.more;
}

}  // namespace gracy::worker

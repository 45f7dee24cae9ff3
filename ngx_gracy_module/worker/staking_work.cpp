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
    staking::ReconcilerSettings settings{.crowd = configuration.crowd, .contract = configuration.contract};
    settings.contract.events = &configuration.events;
    return settings;
}

}  // namespace

StakingWork::StakingWork(io::Reactor& reactor, postgres::Database& database, jobs::Queue& queue, io::HttpClient& http,
                         const base::Clock& clock, const StakingConfiguration& configuration, io::Callback wake)
    : queue_(queue),
      wake_(std::move(wake)),
      chain_id_(configuration.crowd.chain_id),
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
    try {
        const staking::ReconcileReport report = co_await reconciler_.run();
        ++polls_.succeeded;
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
    ++polls_.failed;
    ++failures_;
    base::log(failures_ >= 5 ? LogLevel::error : LogLevel::warning,
              "staking: {} (attempt {}); nothing is lost, the next poll goes on from here", *trouble, failures_);
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

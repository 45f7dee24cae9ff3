#include "worker/contract_work.hpp"

#include "base/log.hpp"

#include <fmt/format.h>
#include <utility>

namespace gracy::worker {
namespace {

using base::LogLevel;

// The payload says who wants the poll.
constexpr const char* of_schedule = R"({"asked_by":"schedule"})";
constexpr const char* of_delivery = R"({"asked_by":"delivery"})";
constexpr const char* of_long_reading = R"({"asked_by":"long reading"})";

// However many deliveries ask for one.
constexpr std::chrono::seconds soonest_poll{10};

// Longer than a poll reads of a long history (`reading_seconds`), by what the piece that it is at and the tip may take;
// short enough that a provider that trickles is given up.
constexpr std::chrono::minutes poll_deadline{5};

staking::ContractSettings settings_of(const WatchedContract& contract) {
    staking::ContractSettings settings = contract.settings;
    settings.events = &contract.events;
    return settings;
}

/// Counts a poll however it ends: one that is cancelled, or that loses its database, tells nobody else.
class Ending {
  public:
    explicit Ending(PollCounts& polls) : polls_(polls) { polls_.is_under_way = true; }
    Ending(const Ending&) = delete;
    Ending& operator=(const Ending&) = delete;
    ~Ending() {
        ++(succeeded_ ? polls_.succeeded : polls_.failed);
        polls_.is_under_way = false;
        polls_.ended_at = std::chrono::steady_clock::now();
    }

    void succeeded() { succeeded_ = true; }

  private:
    PollCounts& polls_;
    bool succeeded_ = false;
};

}  // namespace

ContractWork::ContractWork(io::Reactor& reactor, staking::Crowd& crowd, postgres::Database& database,
                           jobs::Queue& queue, const base::Clock& clock, const WatchedContract& contract,
                           const WatchedChain& chain)
    : label_(contract.settings.label),
      poll_name_(label_ + ".poll"),
      address_(contract.settings.address),
      every_(chain.poll),
      crowd_(crowd),
      queue_(queue),
      clock_(clock),
      reconciler_(reactor, crowd, database, clock, settings_of(contract), chain.audit) {}

jobs::Kind ContractWork::kind() {
    return {poll_name_, label_, poll_deadline, [this](jobs::Job job) { return poll(std::move(job)); }};
}

jobs::NewJob ContractWork::poll_job(const char* payload) const {
    jobs::NewJob job;
    job.kind = poll_name_;
    job.lane = label_;
    job.payload = payload;
    job.max_attempts = 3;
    return job;
}

jobs::Schedule ContractWork::schedule() const {
    return {poll_name_, every_, every_, poll_job(of_schedule)};
}

base::Task<void> ContractWork::poll_soon() {
    const auto slot = std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch() / soonest_poll;
    jobs::NewJob job = poll_job(of_delivery);
    job.dedupe_key = fmt::format("delivery/{}", slot);
    if (!co_await queue_.enqueue(job)) {
        // This slot's poll may have looked before what the delivery tells of was there.
        job.dedupe_key = fmt::format("delivery/{}", slot + 1);
        job.run_at = base::Timestamp((slot + 1) * soonest_poll);
        co_await queue_.enqueue(std::move(job));
    }
}

ContractSources ContractWork::sources() const {
    return {crowd_.chain_id(), address_, polls_, reconciler_.status(), is_watching(), every_};
}

base::Task<void> ContractWork::poll(jobs::Job job) {
    // Slots that came up while a slow poll was running are served by the poll that follows it.
    const bool just_polled = polled_at_ && std::chrono::steady_clock::now() - *polled_at_ < every_ / 2;
    if (just_polled && job.payload == of_schedule) {
        co_return;
    }
    // It is that poll, or the schedule's turn has come without one: it has been lost.
    reads_on_ = reads_on_ && job.payload == of_delivery;
    std::optional<std::string> trouble;
    bool has_more = false;
    Ending ending(polls_);
    try {
        const staking::ReconcileReport report = co_await reconciler_.run();
        ending.succeeded();
        polls_.recorded += static_cast<std::uint64_t>(report.recorded);
        polls_.orphaned += static_cast<std::uint64_t>(report.orphaned);
        polls_.last = report;
        has_more = report.has_more;
        if (report.recorded > 0 || report.orphaned > 0) {
            base::log(LogLevel::info, "{}: final up to block {} of {}; {} events that no webhook brought, {} orphaned",
                      label_, report.final_block, report.head, report.recorded, report.orphaned);
        }
    } catch (const staking::RpcError& error) {
        trouble = error.what();
    } catch (const staking::ChainError& error) {
        trouble = error.what();
    }
    polled_at_ = std::chrono::steady_clock::now();
    if (!trouble) {
        if (std::exchange(failures_, 0) > 0) {
            base::log(LogLevel::info, "{}: the chain is read again", label_);
        }
        if (has_more) {
            co_await read_on();
        }
        co_return;
    }
    // The next slot asks again and catches up with everything, so this job is done: a provider that is away for a day
    // must not leave a day of dead jobs behind.
    ++failures_;
    base::log(failures_ >= 5 ? LogLevel::error : LogLevel::warning,
              "{}: {} (attempt {}); nothing is lost, the next poll goes on from here", label_, *trouble, failures_);
}

/// The lane is free in between: for whoever stops this worker, and for a poll that a delivery has asked for.
base::Task<void> ContractWork::read_on() {
    if (!reads_on_) {
        co_await queue_.enqueue(poll_job(of_long_reading));
        reads_on_ = true;
    }
}

/// One poll may take its deadline, and three slots may be missed.
bool ContractWork::is_watching() const {
    return polls_.is_under_way ||
           (polls_.ended_at && std::chrono::steady_clock::now() - *polls_.ended_at < poll_deadline + 3 * every_);
}

}  // namespace gracy::worker

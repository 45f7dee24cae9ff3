#include "jobs/lane_runner.hpp"

#include "base/log.hpp"
#include "jobs/failure.hpp"
#include "jobs/running.hpp"

#include <algorithm>

namespace gracy::jobs {

using base::LogLevel;

namespace {
// How long a shutdown waits to hear which jobs were just given to us: unheard of, they would stay leased to nobody.
constexpr std::chrono::seconds taking_limit{5};
}  // namespace

LaneRunner::LaneRunner(io::Reactor& reactor, Queue& queue, const Kinds& kinds, LaneSettings settings)
    : reactor_(reactor),
      queue_(queue),
      kinds_(kinds),
      settings_(std::move(settings)),
      names_(kinds.names(settings_.lane)),
      poll_timer_(reactor.timer(io::AtShutdown::ignores, [this] { look(); })),
      taking_limit_(reactor.timer(io::AtShutdown::waits, [] {})),
      look_soon_(reactor.deferred([this] { look(); })) {}

LaneRunner::~LaneRunner() = default;

void LaneRunner::start() {
    stopped_ = false;
    wake();
}

void LaneRunner::wake() {
    if (taking_) {
        look_again_ = true;
    } else if (!stopped_) {
        look_soon_->schedule();
    }
}

void LaneRunner::stop() {
    stopped_ = true;
    poll_timer_->stop();
}

void LaneRunner::give_back() {
    stop();
    giving_back_ = true;
    for (const auto& job : running_) {
        job->give_back();
    }
}

void LaneRunner::look() {
    if (stopped_) {
        return;
    }
    poll_timer_->start(settings_.poll);
    if (taking_ || running_.size() >= settings_.concurrency) {
        return;
    }
    look_again_ = false;
    const std::size_t limit = settings_.concurrency - running_.size();
    taking_ = std::make_unique<io::Pump>(reactor_, take(limit), [this](std::exception_ptr failure) { taken(failure); });
    taking_->start();
    taking_limit_->start(taking_limit);
}

base::Task<void> LaneRunner::take(std::size_t limit) {
    taken_ = co_await queue_.take(settings_.lane, names_, limit, settings_.lease);
    // As many as there was room for: there may be more.
    look_again_ = look_again_ || taken_.size() == limit;
}

void LaneRunner::taken(std::exception_ptr failure) {
    taking_.reset();
    taking_limit_->stop();
    if (failure) {
        // The poll timer comes again; one line tells it, not one a second.
        if (!std::exchange(in_trouble_, true)) {
            base::log(LogLevel::warning, "lane {}: no jobs can be taken: {}", settings_.lane, what(failure));
        }
        return;
    }
    if (std::exchange(in_trouble_, false)) {
        base::log(LogLevel::info, "lane {}: jobs can be taken again", settings_.lane);
    }
    for (Job& job : std::exchange(taken_, {})) {
        // Given to us although we were told to stop meanwhile: ours all the same.
        const Kind* kind = kinds_.find(job.kind);
        running_.push_back(std::make_unique<Running>(reactor_, queue_, *kind, std::move(job), settings_.lease,
                                                     [this](Running* which) { ended(which); }));
        if (giving_back_) {
            running_.back()->give_back();
        } else {
            running_.back()->start();
        }
    }
    if (look_again_) {
        wake();
    }
}

void LaneRunner::ended(Running* job) {
    std::erase_if(running_, [job](const auto& other) { return other.get() == job; });
    wake();
}

}  // namespace gracy::jobs

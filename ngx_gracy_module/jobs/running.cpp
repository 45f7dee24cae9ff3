#include "jobs/running.hpp"

#include "base/log.hpp"
#include "io/sleep.hpp"
#include "jobs/failure.hpp"

#include <algorithm>

namespace gracy::jobs {

using base::LogLevel;
using std::chrono::milliseconds;

LaneRunner::Running::Running(io::Reactor& reactor, Queue& queue, const Kind& kind, Job job, std::chrono::seconds lease,
                             Ended ended)
    : reactor_(reactor),
      queue_(queue),
      kind_(kind),
      job_(std::move(job)),
      lease_(lease),
      ended_(std::move(ended)),
      began_(reactor.now()),
      leased_until_(began_ + lease),
      deadline_(reactor.timer(io::AtShutdown::waits, [this] { expire(); })),
      heartbeat_(reactor.timer(io::AtShutdown::ignores, [this] { beat(); })),
      end_soon_(reactor.deferred([this] { ended_(this); })) {}

LaneRunner::Running::~Running() = default;

void LaneRunner::Running::start() {
    deadline_->start(kind_.deadline);
    heartbeat_->start(milliseconds(lease_) / 3);
    work_ =
        std::make_unique<io::Pump>(reactor_, kind_.run(job_), [this](std::exception_ptr failure) { worked(failure); });
    work_->start();
}

void LaneRunner::Running::worked(std::exception_ptr failure) {
    if (failure) {
        JobFailure failed = failure_of(failure);
        if (job_.max_attempts == 1) {
            failed.patience.reset();  // at once or not at all
        }
        settle(std::move(failed));
    } else {
        settle(Done());
    }
}

void LaneRunner::Running::expire() {
    if (settling_) {
        abandon("its end could not be written");
        return;
    }
    const auto limit = std::chrono::duration<double>(kind_.deadline).count();
    settle(JobFailure{fmt::format("not done after {} s", limit), std::nullopt, false});
}

void LaneRunner::Running::give_back() {
    if (!settling_) {
        settle(GivenBack());
    }
}

void LaneRunner::Running::settle(End end) {
    work_.reset();
    heartbeat_->stop();
    // Beyond the lease somebody else has the job, and what we could write would be refused.
    const auto left = std::chrono::ceil<milliseconds>(leased_until_ - reactor_.now());
    deadline_->start(std::clamp(left, milliseconds(1000), milliseconds(lease_)));
    settling_ =
        std::make_unique<io::Pump>(reactor_, write_end(std::move(end)), [this](std::exception_ptr) { leave(); });
    settling_->start();
}

base::Task<void> LaneRunner::Running::write_end(End end) {
    const auto took = std::chrono::duration_cast<milliseconds>(reactor_.now() - began_);
    // The database may be away for a moment; the job is done all the same, so it is worth insisting until `expire`.
    for (bool told = false;; told = true) {
        try {
            co_await std::visit([&](const auto& how) { return write(how, took); }, end);
            co_return;
        } catch (const std::exception& error) {
            if (!told) {
                base::log(LogLevel::warning, "job {} {}: its end cannot be written yet: {}", job_.id, job_.kind,
                          error.what());
            }
        }
        co_await io::Sleep(reactor_, milliseconds(250));
    }
}

base::Task<void> LaneRunner::Running::write(Done, milliseconds took) {
    const bool ours = co_await queue_.finish(job_.id);
    base::log(ours ? LogLevel::info : LogLevel::warning, "job {} {}: done in {} ms{}", job_.id, job_.kind, took.count(),
              ours ? "" : ", but its lease had gone to another worker");
}

base::Task<void> LaneRunner::Running::write(JobFailure failure, milliseconds took) {
    const std::optional<std::string> state = co_await queue_.fail(job_.id, failure);
    base::log(state == "dead" ? LogLevel::error : LogLevel::warning,
              "job {} {}: attempt {} of {} failed after {} ms ({}): {}", job_.id, job_.kind, job_.attempt,
              job_.max_attempts, took.count(), state.value_or("its lease had gone to another worker"), failure.why);
}

base::Task<void> LaneRunner::Running::write(GivenBack, milliseconds took) {
    const bool ours = co_await queue_.give_back(job_.id);
    base::log(LogLevel::info, "job {} {}: {} after {} ms, because the worker is stopped", job_.id, job_.kind,
              ours ? "put back" : "given up, its lease having gone to another worker,", took.count());
}

void LaneRunner::Running::beat() {
    heartbeat_->start(milliseconds(lease_) / 3);
    if (reactor_.now() >= leased_until_) {
        abandon("its lease ended and could not be renewed");
        return;
    }
    if (!extending_) {
        extending_ =
            std::make_unique<io::Pump>(reactor_, extend(), [this](std::exception_ptr failure) { extended(failure); });
        extending_->start();
    }
}

base::Task<void> LaneRunner::Running::extend() {
    const auto asked = reactor_.now();
    held_ = co_await queue_.extend(job_.id, lease_);
    leased_until_ = asked + lease_;
}

void LaneRunner::Running::extended(std::exception_ptr failure) {
    extending_.reset();
    if (failure) {
        base::log(LogLevel::warning, "job {} {}: its lease cannot be renewed yet: {}", job_.id, job_.kind,
                  what(failure));
    } else if (!held_ && !settling_) {
        abandon("another worker has it");
    }
}

void LaneRunner::Running::abandon(const std::string& why) {
    base::log(LogLevel::warning, "job {} {}: given up here: {}", job_.id, job_.kind, why);
    work_.reset();
    settling_.reset();
    leave();
}

void LaneRunner::Running::leave() {
    deadline_->stop();
    heartbeat_->stop();
    // Not from here: the caller may be a callback of something that would be destroyed.
    end_soon_->schedule();
}

}  // namespace gracy::jobs

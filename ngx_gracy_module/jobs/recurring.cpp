#include "jobs/recurring.hpp"

#include "base/log.hpp"
#include "jobs/failure.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

namespace gracy::jobs {

using base::LogLevel;

namespace {

// What failed, or was given up, may work as soon as a database is back; what goes on failing is too much for it.
constexpr std::chrono::milliseconds first_pause_after_failure{5000};
constexpr unsigned most_doublings = 20;

std::chrono::milliseconds pause_after(unsigned failures, std::chrono::milliseconds most) {
    return std::min(most, first_pause_after_failure * (1 << std::min(failures - 1, most_doublings)));
}

}  // namespace

Recurring::Recurring(io::Reactor& reactor, std::string name, std::chrono::milliseconds pause,
                     std::chrono::milliseconds limit, Body body)
    : reactor_(reactor),
      name_(std::move(name)),
      pause_(pause),
      limit_(limit),
      body_(std::move(body)),
      pause_timer_(reactor.timer(io::AtShutdown::ignores, [this] { look(); })),
      limit_timer_(reactor.timer(io::AtShutdown::waits,
                                 [this] {
                                     running_.reset();
                                     failed(fmt::format("given up after {} ms", limit_.count()));
                                     rest();
                                 })),
      look_soon_(reactor.deferred([this] { look(); })) {}

void Recurring::start() {
    stopped_ = false;
    wake();
}

void Recurring::wake() {
    if (running_) {
        again_ = true;
    } else if (!stopped_) {
        look_soon_->schedule();
    }
}

void Recurring::stop() {
    stopped_ = true;
    pause_timer_->stop();
}

void Recurring::look() {
    if (stopped_ || running_) {
        return;
    }
    again_ = false;
    running_ = std::make_unique<io::Pump>(reactor_, run(), [this](std::exception_ptr failure) { ran(failure); });
    running_->start();
    limit_timer_->start(limit_);
}

base::Task<void> Recurring::run() {
    const bool more = co_await body_();
    again_ = again_ || more;
}

void Recurring::ran(std::exception_ptr failure) {
    running_.reset();
    limit_timer_->stop();
    if (failure) {
        failed(what(failure));
    } else if (std::exchange(failures_, 0) > 0) {
        base::log(LogLevel::info, "{}: works again", name_);
    }
    if (again_ && !failure && !stopped_) {
        look_soon_->schedule();
    } else {
        rest();
    }
}

/// Of failures in a row only the first is told.
void Recurring::failed(const std::string& why) {
    if (failures_++ == 0) {
        base::log(LogLevel::warning, "{}: {}", name_, why);
    }
}

void Recurring::rest() {
    if (!stopped_) {
        pause_timer_->start(failures_ == 0 ? pause_ : pause_after(failures_, pause_));
    }
}

}  // namespace gracy::jobs

#include "jobs/recurring.hpp"

#include "base/log.hpp"
#include "jobs/failure.hpp"

#include <algorithm>

namespace gracy::jobs {

using base::LogLevel;

namespace {

// What failed, or was given up, may work as soon as a database is back.
constexpr std::chrono::milliseconds longest_pause_after_failure{5000};

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
                                     base::log(LogLevel::warning, "{}: given up after {} ms", name_, limit_.count());
                                     running_.reset();
                                     if (!stopped_) {
                                         rest(true);
                                     }
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
    if (failure && !std::exchange(in_trouble_, true)) {
        base::log(LogLevel::warning, "{}: {}", name_, what(failure));
    } else if (!failure && std::exchange(in_trouble_, false)) {
        base::log(LogLevel::info, "{}: works again", name_);
    }
    if (stopped_) {
        return;
    }
    if (again_ && !failure) {
        look_soon_->schedule();
    } else {
        rest(failure != nullptr);
    }
}

void Recurring::rest(bool failed) {
    pause_timer_->start(failed ? std::min(pause_, longest_pause_after_failure) : pause_);
}

}  // namespace gracy::jobs

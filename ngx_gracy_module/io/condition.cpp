#include "io/condition.hpp"

#include <algorithm>

namespace gracy::io {

std::chrono::milliseconds left_until(Reactor& reactor, Deadline deadline) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - reactor.now());
    return std::max(left, std::chrono::milliseconds(0));
}

Condition::Wait::Wait(Condition& condition, std::optional<Deadline> deadline)
    : condition_(&condition), deadline_(deadline) {}

Condition::Wait::~Wait() {
    if (listed_) {
        condition_->waits_.erase(place_);
    }
}

void Condition::Wait::begin() {
    if (deadline_) {
        timer_ = condition_->reactor_.timer(AtShutdown::ignores, [this] { end(false); });
        timer_->start(left_until(condition_->reactor_, *deadline_));
    }
    place_ = condition_->waits_.insert(condition_->waits_.end(), this);
    listed_ = true;
}

void Condition::Wait::end(bool notified) noexcept {
    notified_ = notified;
    if (listed_) {
        condition_->waits_.erase(place_);
        listed_ = false;
    }
    if (timer_) {
        timer_->stop();
    }
    runner_->ready(waiting_);
}

Condition::~Condition() {
    for (Wait* wait : waits_) {
        wait->listed_ = false;
    }
}

void Condition::notify_one() noexcept {
    if (!waits_.empty()) {
        waits_.front()->end(true);
    }
}

void Condition::notify_all() noexcept {
    while (!waits_.empty()) {
        waits_.front()->end(true);
    }
}

}  // namespace gracy::io

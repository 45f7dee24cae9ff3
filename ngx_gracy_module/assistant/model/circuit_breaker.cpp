#include "assistant/model/circuit_breaker.hpp"

namespace gracy::assistant {

bool CircuitBreaker::admit(Time now) {
    if (!open_until_) {
        return true;
    }
    if (now < *open_until_) {
        return false;
    }
    // The call that goes to see takes the next turn with it, so that no other follows before its end is known, and
    // none is missed when its job is cancelled.
    open_until_ = now + pause;
    return true;
}

void CircuitBreaker::succeeded() {
    failures_.clear();
    open_until_.reset();
}

void CircuitBreaker::failed(Time now) {
    while (!failures_.empty() && now - failures_.front() > window) {
        failures_.pop_front();
    }
    failures_.push_back(now);
    if (open_until_ || failures_.size() >= most_failures) {
        open_until_ = now + pause;
        failures_.clear();
    }
}

}  // namespace gracy::assistant

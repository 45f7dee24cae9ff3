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
    failures_ = 0;
    open_until_.reset();
}

void CircuitBreaker::failed(Time now) {
    if (open_until_ || ++failures_ >= most_failures) {
        open_until_ = now + pause;
        failures_ = 0;
    }
}

}  // namespace gracy::assistant

#include "io/pump.hpp"

#include <cassert>

namespace gracy::io {

Pump::Pump(Reactor& reactor, base::Task<void> root, Done done)
    : root_(std::move(root)), done_(std::move(done)), deferred_(reactor.deferred([this] { step(); })) {}

Pump::~Pump() {
    assert(!running_);
}

void Pump::start() noexcept {
    ready(root_.start(*this));
}

void Pump::ready(std::coroutine_handle<> waiting) noexcept {
    next_ = waiting;
    deferred_->schedule();
}

void Pump::step() {
    running_ = true;
    std::exchange(next_, nullptr).resume();
    running_ = false;
    if (!root_.done()) {
        return;
    }
    std::exception_ptr failure;
    try {
        root_.take();
    } catch (...) {
        failure = std::current_exception();
    }
    root_.reset();
    // The receiver may destroy this pump, so nothing of it is touched after the call.
    Done done = std::move(done_);
    done(failure);
}

}  // namespace gracy::io

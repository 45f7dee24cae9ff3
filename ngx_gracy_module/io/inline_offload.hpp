// An Offload without a thread, for tests: the work runs at once, its end is told in the same turn of the loop.
#pragma once

#include "io/offload.hpp"

#include <cstddef>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace gracy::io {

class InlineOffload final : public Offload {
  public:
    /// Refuses while `capacity` ends have not been told yet.
    explicit InlineOffload(Reactor& reactor, std::size_t capacity = std::numeric_limits<std::size_t>::max())
        : deferred_(reactor.deferred([this] { tell(); })), capacity_(capacity) {}

    bool submit(Callback work, Callback done) override {
        if (ended_.size() >= capacity_) {
            return false;
        }
        work();
        ended_.push_back(std::move(done));
        deferred_->schedule();
        return true;
    }

  private:
    void tell() {
        for (Callback& done : std::exchange(ended_, {})) {
            done();
        }
    }

    std::unique_ptr<Deferred> deferred_;
    std::vector<Callback> ended_;
    std::size_t capacity_;
};

}  // namespace gracy::io

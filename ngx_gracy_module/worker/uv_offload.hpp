// Work for libuv's thread pool, with a bound on what may wait.
#pragma once

#include "io/offload.hpp"

#include <cstddef>
#include <memory>

namespace gracy::worker {

class UvReactor;

class UvOffload final : public io::Offload {
  public:
    /// `limit`: work that runs or waits at the same time.
    UvOffload(UvReactor& reactor, std::size_t limit);
    /// Tells no end any more. What runs ends on its own and is waited for by the reactor's destructor.
    ~UvOffload() override;
    UvOffload(const UvOffload&) = delete;
    UvOffload& operator=(const UvOffload&) = delete;

    bool submit(io::Callback work, io::Callback done) override;

    /// What runs or waits now.
    std::size_t open() const;

  private:
    struct State;
    struct Item;

    UvReactor& reactor_;
    std::shared_ptr<State> state_;
};

}  // namespace gracy::worker

// The loop of the sidecar: io::Reactor on libuv.
#pragma once

#include "io/reactor.hpp"

#include <cstddef>
#include <memory>
#include <optional>

struct uv_loop_s;

namespace gracy::worker {

/// Everything that it hands out must be destroyed before it. A callback that throws ends the process: after an
/// exception nobody expected, a restart is the only state that is known to be good.
class UvReactor final : public io::Reactor {
  public:
    /// Throws std::system_error.
    UvReactor();
    ~UvReactor() override;
    UvReactor(const UvReactor&) = delete;
    UvReactor& operator=(const UvReactor&) = delete;

    std::unique_ptr<io::Watch> watch(int descriptor,
                                     std::move_only_function<void(io::Interest ready)> on_ready) override;
    std::unique_ptr<io::Timer> timer(io::AtShutdown at_shutdown, io::Callback on_fire) override;
    std::unique_ptr<io::Deferred> deferred(io::Callback work) override;
    std::chrono::steady_clock::time_point now() const override;

    /// Turns until `stop` lets it end.
    void run();

    /// Ends `run` as soon as no timer that a shutdown waits for is running, and after `limit` in any case. A second
    /// call may only shorten the limit.
    void stop(std::chrono::milliseconds limit);

    bool stopping() const;
    /// Whether `stop` ended by its limit, with work still running.
    bool abandoned_work() const;

    /// For libuv's own requests (signals, thread pool).
    uv_loop_s* loop() const;

  private:
    struct Loop;
    class WatchHandle;
    class TimerHandle;
    class DeferredHandle;

    std::unique_ptr<Loop> loop_;
};

}  // namespace gracy::worker

// io::Reactor over nginx's event loop.
#pragma once

#include "io/reactor.hpp"
#include "nginx/ngx.hpp"

namespace gracy::nginx {

class EventReactor final : public io::Reactor {
  public:
    /// `on_forced_close`: worker_shutdown_timeout has passed; nginx closes what is still open, our watches with it.
    /// Told once for every watch.
    explicit EventReactor(io::Callback on_forced_close) : on_forced_close_(std::move(on_forced_close)) {}

    std::unique_ptr<io::Watch> watch(int descriptor,
                                     std::move_only_function<void(io::Interest ready)> on_ready) override;
    std::unique_ptr<io::Timer> timer(io::AtShutdown at_shutdown, io::Callback on_fire) override;
    std::unique_ptr<io::Deferred> deferred(io::Callback work) override;
    std::chrono::steady_clock::time_point now() const override { return std::chrono::steady_clock::now(); }

  private:
    io::Callback on_forced_close_;
};

}  // namespace gracy::nginx

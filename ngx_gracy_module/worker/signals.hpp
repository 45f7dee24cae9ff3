// SIGTERM, SIGINT and SIGHUP as events of the loop.
#pragma once

#include "io/reactor.hpp"

#include <functional>
#include <memory>

namespace gracy::worker {

class UvReactor;

class Signals {
  public:
    /// Calls `on_stop` for each SIGTERM, SIGINT or SIGHUP (a terminal that closes), but leaves a SIGHUP ignored that
    /// whoever started us has ignored (nohup). Ignores SIGPIPE: a broken connection is an error of a write.
    Signals(UvReactor& reactor, io::Callback on_stop);
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

  private:
    struct State;
    State* state_;
};

}  // namespace gracy::worker

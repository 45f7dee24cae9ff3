// Work that nobody waits for, and that must not pile up.
#pragma once

#include "base/task.hpp"
#include "io/pump.hpp"

#include <cstddef>
#include <list>
#include <memory>

namespace gracy::documents {

/// Runs tasks on their own until they end. Destroying it cancels what is still running.
class Backlog {
  public:
    Backlog(io::Reactor& reactor, std::size_t capacity) : reactor_(reactor), capacity_(capacity) {}
    Backlog(const Backlog&) = delete;
    Backlog& operator=(const Backlog&) = delete;

    /// False: `capacity` tasks are under way already, and this one will not run. What it throws is forgotten, so it
    /// says itself what went wrong.
    bool add(base::Task<void> task);

    std::size_t size() const { return pumps_.size(); }

  private:
    io::Reactor& reactor_;
    std::size_t capacity_;
    std::list<std::unique_ptr<io::Pump>> pumps_;
};

}  // namespace gracy::documents

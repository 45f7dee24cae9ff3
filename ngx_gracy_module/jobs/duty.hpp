// What only one process does at a time. A duty is an advisory lock that its holder's own connection keeps: when the
// connection or the process goes, another process that stands by has it within a second or two; when the process is
// frozen, after ten.
#pragma once

#include "io/pump.hpp"
#include "postgres/database.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace gracy::jobs {

/// For a moment two processes may both believe to be on duty (the server saw the connection end before its client
/// did), so that a duty makes double work rare and nothing more: effects are idempotent all the same.
class Duty {
  public:
    /// The connection is opened by `start`. Everything referred to must outlive this.
    Duty(io::Reactor& reactor, io::Resolver& resolver, const postgres::Conninfo& conninfo,
         const postgres::Settings& settings, postgres::Statistics& statistics, std::string name, io::Callback on_gain,
         io::Callback on_loss);
    Duty(const Duty&) = delete;
    Duty& operator=(const Duty&) = delete;

    void start();
    bool held() const { return held_; }
    const std::string& name() const { return name_; }

  private:
    base::Task<void> keep();
    base::Task<void> hold();
    void lost(const std::string& why);

    io::Reactor& reactor_;
    const std::string name_;
    const postgres::Settings settings_;
    io::Callback on_gain_;
    io::Callback on_loss_;
    // A connection for nothing else: the lock is the session's.
    postgres::ExclusiveLane lane_;
    std::unique_ptr<io::Pump> pump_;
    bool held_ = false;
    bool stood_by_ = false;
};

}  // namespace gracy::jobs

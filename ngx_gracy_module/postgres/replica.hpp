// A standby that may answer reads, as long as it is not too far behind.
#pragma once

#include "io/pump.hpp"
#include "postgres/shared_lane.hpp"

#include <optional>

namespace gracy::postgres {

class Replica {
  public:
    /// `primary_reads` answers while the replica cannot.
    Replica(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, const Settings& settings,
            Statistics& statistics, SharedLane& primary_reads);

    void open();
    SharedLane& lane() { return lane_; }
    /// Connected, and within Settings::replica_lag_seconds of the primary when it was last asked.
    bool usable() const {
        return connected() && asked_ == lane_.outages() && lag_ <= std::chrono::seconds(settings_.replica_lag_seconds);
    }
    bool connected() const { return lane_.connections_ready() != 0; }
    /// Empty when it is usable.
    std::string trouble() const;

  private:
    base::Task<void> watch_lag();
    base::Task<void> ask();

    io::Reactor& reactor_;
    const Settings& settings_;
    SharedLane lane_;
    /// The lane's outages when it was last asked; another number means that it has not been asked since.
    std::optional<unsigned> asked_;
    std::optional<std::chrono::steady_clock::time_point> caught_up_;
    std::chrono::milliseconds lag_{0};
    io::Pump watcher_;
};

}  // namespace gracy::postgres

// A standby that may answer reads, as long as it is not too far behind.
#pragma once

#include "io/pump.hpp"
#include "postgres/shared_lane.hpp"

namespace gracy::postgres {

class Replica {
public:
    /// `primary_reads` answers while the replica cannot.
    Replica(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, const Settings& settings,
            Statistics& statistics, SharedLane& primary_reads);

    void open();
    SharedLane& lane() { return lane_; }
    /// Connected, and within Settings::replica_lag of the primary when it was last asked.
    bool usable() const { return lane_.connections_ready() != 0 && !behind_; }
    /// Empty when it is usable.
    std::string trouble() const;

private:
    base::Task<void> watch_lag();

    io::Reactor& reactor_;
    const Settings& settings_;
    SharedLane lane_;
    bool behind_ = false;
    double lag_seconds_ = 0;
    io::Pump watcher_;
};

}  // namespace gracy::postgres

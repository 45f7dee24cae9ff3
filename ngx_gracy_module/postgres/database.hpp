// The database as one process has it: three lanes to the primary, lanes to the replicas, and a listening connection.
#pragma once

#include "postgres/exclusive_lane.hpp"
#include "postgres/listener.hpp"
#include "postgres/replica.hpp"
#include "postgres/shared_lane.hpp"

#include <vector>

namespace gracy::postgres {

class Database {
  public:
    /// Everything referred to must outlive the database. Nothing connects before `open`.
    Database(io::Reactor& reactor, io::Resolver& resolver, Conninfo primary, std::vector<Conninfo> replicas,
             Settings settings, Statistics& statistics);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    void open();

    /// Where a read goes: the usable replicas in turn, unless the statement or its caller wants the primary.
    SharedLane& read_lane(std::uint16_t statement, bool on_primary);
    SharedLane& write_lane() { return writes_; }
    ExclusiveLane& exclusive_lane() { return exclusive_; }
    Listener& listener() { return listener_; }
    io::Reactor& reactor() { return reactor_; }
    const Settings& settings() const { return settings_; }

    struct LaneStatus {
        std::string_view name;
        std::size_t ready;
        std::size_t wanted;
        /// Empty when all is well.
        std::string trouble;
    };
    /// For /readyz: "reads", "writes", "exclusive", "replica" (one for each).
    std::vector<LaneStatus> status() const;

  private:
    io::Reactor& reactor_;
    Settings settings_;
    Statistics& statistics_;
    Conninfo primary_;
    std::vector<Conninfo> replica_conninfos_;
    SharedLane reads_;
    SharedLane writes_;
    ExclusiveLane exclusive_;
    std::vector<std::unique_ptr<Replica>> replicas_;
    Listener listener_;
    std::size_t next_replica_ = 0;
};

}  // namespace gracy::postgres

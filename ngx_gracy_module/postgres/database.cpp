#include "postgres/database.hpp"

namespace gracy::postgres {

Database::Database(io::Reactor& reactor, io::Resolver& resolver, Conninfo primary, std::vector<Conninfo> replicas,
                   Settings settings, Statistics& statistics)
    : reactor_(reactor),
      settings_(std::move(settings)),
      statistics_(statistics),
      primary_(std::move(primary)),
      replica_conninfos_(std::move(replicas)),
      reads_(reactor, resolver, primary_, settings_, Duty::reads, settings_.read_connections, statistics),
      writes_(reactor, resolver, primary_, settings_, Duty::writes, settings_.write_connections, statistics),
      exclusive_(reactor, resolver, primary_, settings_, settings_.exclusive_connections, statistics),
      listener_(reactor, resolver, primary_, settings_, statistics) {
    for (const Conninfo& replica : replica_conninfos_) {
        replicas_.push_back(std::make_unique<Replica>(reactor, resolver, replica, settings_, statistics, reads_));
    }
}

void Database::open() {
    reads_.open();
    writes_.open();
    exclusive_.open();
    for (const auto& replica : replicas_) {
        replica->open();
    }
    listener_.open();
}

SharedLane& Database::read_lane(std::uint16_t statement, bool on_primary) {
    if (on_primary || replicas_.empty() || sql::catalogue()[statement].primary_only) {
        return reads_;
    }
    for (std::size_t tried = 0; tried < replicas_.size(); ++tried) {
        Replica& replica = *replicas_[next_replica_++ % replicas_.size()];
        // A late answer is better than none.
        if (replica.usable() || (reads_.connections_ready() == 0 && replica.connected())) {
            return replica.lane();
        }
    }
    ++statistics_.replica_fallbacks;
    return reads_;
}

std::vector<Database::LaneStatus> Database::status() const {
    std::vector<LaneStatus> lanes = {
        {"reads", reads_.connections_ready(), settings_.read_connections, reads_.trouble()},
        {"writes", writes_.connections_ready(), settings_.write_connections, writes_.trouble()},
        {"exclusive", exclusive_.connections_ready(), settings_.exclusive_connections, exclusive_.trouble()},
    };
    for (const auto& replica : replicas_) {
        lanes.push_back(
            {"replica", replica->lane().connections_ready(), settings_.replica_connections, replica->trouble()});
    }
    return lanes;
}

}  // namespace gracy::postgres

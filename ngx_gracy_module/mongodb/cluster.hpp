// The servers behind a connection string: who they are, which of them takes writes, and the connections to them.
#pragma once

#include "mongodb/monitor.hpp"
#include "mongodb/topology.hpp"
#include "mongodb/verdict.hpp"

#include <map>
#include <memory>

namespace gracy::mongodb {

class Cluster {
  public:
    /// All must outlive the cluster.
    Cluster(const Surroundings& surroundings, const ConnectionString& target);
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    /// Begins to watch.
    void open();

    /// The connections to a server that takes writes; waits for one. Throws Unavailable.
    base::Task<std::shared_ptr<Pool>> select(Deadline deadline);

    /// What an answer said of its server. `generation` is the connection's: what an older one says is no news.
    void heard(const Pool& pool, unsigned generation, ServerState state,
               const std::optional<TopologyVersion>& topology_version);
    /// A connection that was ready broke, or its server was silent.
    void lost(Pool& pool, unsigned generation, const NetworkError& error);

    const Topology& topology() const { return topology_; }
    bool writable() const { return !topology_.writable().empty(); }

  private:
    void learn(const ServerDescription& news);
    void watched(const ServerDescription& news);
    void reconcile();
    void hurry();
    std::shared_ptr<Pool> pool(const Host& host);

    Surroundings surroundings_;
    Topology topology_;
    std::map<Host, std::shared_ptr<Pool>> pools_;
    std::map<Host, std::unique_ptr<Monitor>> monitors_;
    Condition changed_;
    // Not at once: a monitor must not be destroyed by its own report.
    std::unique_ptr<io::Deferred> reconcile_;
    std::size_t turn_ = 0;
};

}  // namespace gracy::mongodb

#include "mongodb/cluster.hpp"

#include "base/log.hpp"

#include <utility>

namespace gracy::mongodb {

Cluster::Cluster(const Surroundings& surroundings, const ConnectionString& target)
    : surroundings_(surroundings),
      topology_(Topology::of(target)),
      changed_(surroundings.reactor),
      reconcile_(surroundings.reactor.deferred([this] { reconcile(); })) {}

void Cluster::open() {
    reconcile_->schedule();
}

base::Task<std::shared_ptr<Pool>> Cluster::select(Deadline deadline) {
    for (;;) {
        if (const auto hosts = topology_.writable(); !hosts.empty()) {
            // Routers share the load; of everything else there is one.
            co_return pool(hosts[turn_++ % hosts.size()]);
        }
        hurry();
        if (!co_await changed_.until(deadline)) {
            throw Unavailable(topology_.trouble());
        }
    }
}

std::shared_ptr<Pool> Cluster::pool(const Host& host) {
    std::shared_ptr<Pool>& pool = pools_[host];
    if (!pool) {
        pool = std::make_shared<Pool>(surroundings_, host);
    }
    return pool;
}

void Cluster::heard(const Pool& pool, unsigned generation, ServerState state,
                    const std::optional<TopologyVersion>& topology_version) {
    if (state != ServerState::not_writable && state != ServerState::shutting_down) {
        return;
    }
    const auto known = topology_.servers.find(pool.host());
    const bool stale = generation != pool.generation() || known == topology_.servers.end() ||
                       !is_news(topology_version, known->second.topology_version);
    if (stale) {
        return;
    }
    ++surroundings_.statistics.state_changes;
    base::log(base::LogLevel::warning, "mongodb {}: {}", pool.host().text(),
              state == ServerState::shutting_down ? "is shutting down" : "takes no writes any more");
    if (const auto owned = pools_.find(pool.host()); state == ServerState::shutting_down && owned != pools_.end()) {
        owned->second->clear();
    }
    learn(ServerDescription::unknown(pool.host(), "takes no writes any more", topology_version));
    hurry();
}

void Cluster::lost(Pool& pool, unsigned generation, const NetworkError& error) {
    if (dynamic_cast<const TimeoutError*>(&error) != nullptr) {
        ++surroundings_.statistics.timeouts;
        // One slow answer says nothing about the server; its monitor will.
        return;
    }
    if (generation != pool.generation()) {
        return;
    }
    pool.clear();
    learn(ServerDescription::unknown(pool.host(), error.what()));
    hurry();
}

void Cluster::hurry() {
    for (const auto& [host, monitor] : monitors_) {
        monitor->hurry();
    }
}

void Cluster::learn(const ServerDescription& news) {
    const bool was_writable = writable();
    topology_ = after(std::move(topology_), news);
    const bool is_writable = writable();
    surroundings_.statistics.writable = is_writable ? 1 : 0;
    if (is_writable && !was_writable) {
        base::log(base::LogLevel::info, "mongodb: writes go to {}", topology_.writable().front().text());
    } else if (!is_writable && was_writable) {
        base::log(base::LogLevel::warning, "mongodb: no server takes writes: {}", topology_.trouble());
    }
    if (is_writable) {
        changed_.notify_all();
    }
    reconcile_->schedule();
}

void Cluster::watched(const ServerDescription& news) {
    // A server that does not answer its monitor answers nobody.
    if (const auto owned = pools_.find(news.host); news.type == ServerType::unknown && owned != pools_.end()) {
        owned->second->clear();
    }
    learn(news);
}

void Cluster::reconcile() {
    std::erase_if(monitors_, [&](const auto& entry) { return !topology_.servers.contains(entry.first); });
    std::erase_if(pools_, [&](const auto& entry) { return !topology_.servers.contains(entry.first); });
    for (const auto& [host, server] : topology_.servers) {
        std::unique_ptr<Monitor>& monitor = monitors_[host];
        if (!monitor) {
            monitor = std::make_unique<Monitor>(surroundings_, host,
                                                [this](const ServerDescription& news) { watched(news); });
        }
    }
}

}  // namespace gracy::mongodb

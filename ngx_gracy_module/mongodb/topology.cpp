#include "mongodb/topology.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <tuple>

namespace gracy::mongodb {
namespace {

// From here on an election's id counts before the set's version (MongoDB 6.0).
constexpr std::int64_t election_first_wire_version = 17;

bool is_member(ServerType type) {
    return type == ServerType::primary || type == ServerType::secondary || type == ServerType::arbiter ||
           type == ServerType::other;
}

class Change {
  public:
    Change(Topology& topology, const ServerDescription& news) : topology_(topology), news_(news) {}

    void apply() {
        topology_.servers[news_.host] = news_;
        switch (topology_.type) {
            case TopologyType::single:
                return apply_to_single();
            case TopologyType::unknown:
                return apply_to_unknown();
            case TopologyType::sharded:
                return apply_to_sharded();
            default:
                return apply_to_replica_set();
        }
    }

  private:
    void remove() { topology_.servers.erase(news_.host); }

    void apply_to_single() {
        if (!topology_.set_name.empty() && is_known() && news_.set_name != topology_.set_name) {
            topology_.servers[news_.host] = ServerDescription::unknown(
                news_.host,
                fmt::format("belongs to the replica set \"{}\" and not to \"{}\"", news_.set_name, topology_.set_name));
        }
    }

    void apply_to_unknown() {
        if (news_.type == ServerType::standalone) {
            if (topology_.servers.size() == 1) {
                topology_.type = TopologyType::single;
            } else {
                remove();
            }
        } else if (news_.type == ServerType::mongos) {
            topology_.type = TopologyType::sharded;
        } else if (is_member(news_.type)) {
            topology_.type = TopologyType::replica_set_without_primary;
            apply_to_replica_set();
        }
    }

    void apply_to_sharded() {
        if (is_known() && news_.type != ServerType::mongos) {
            remove();
        }
    }

    void apply_to_replica_set() {
        if (is_member(news_.type)) {
            take_member();
        } else if (news_.type == ServerType::standalone || news_.type == ServerType::mongos) {
            remove();
        }
        const bool has_primary =
            std::ranges::any_of(topology_.servers, [](const auto& s) { return s.second.type == ServerType::primary; });
        topology_.type =
            has_primary ? TopologyType::replica_set_with_primary : TopologyType::replica_set_without_primary;
    }

    void take_member() {
        if (topology_.set_name.empty()) {
            topology_.set_name = news_.set_name;
        }
        if (news_.set_name != topology_.set_name) {
            remove();
        } else if (news_.type == ServerType::primary) {
            take_primary();
        } else if (topology_.type == TopologyType::replica_set_without_primary) {
            add_members();
            remove_misnamed();
        } else {
            remove_misnamed();
        }
    }

    /// The set knows it under another name, which is the one that others will name it by.
    void remove_misnamed() {
        if (news_.me && *news_.me != news_.host) {
            remove();
        }
    }

    void take_primary() {
        if (is_stale_primary()) {
            topology_.servers[news_.host] =
                ServerDescription::unknown(news_.host, "is a primary of an earlier election", news_.topology_version);
            return;
        }
        for (auto& [host, server] : topology_.servers) {
            if (host != news_.host && server.type == ServerType::primary) {
                server = ServerDescription::unknown(host, "is no primary any more");
            }
        }
        add_members();
        std::erase_if(topology_.servers, [&](const auto& entry) {
            return std::ranges::find(news_.members, entry.first) == news_.members.end();
        });
    }

    bool is_stale_primary() {
        auto& max_election = topology_.max_election_id;
        auto& max_version = topology_.max_set_version;
        if (news_.max_wire_version >= election_first_wire_version) {
            // An absent one is less than any other, as it is for std::optional.
            if (std::tie(news_.election_id, news_.set_version) < std::tie(max_election, max_version)) {
                return true;
            }
            max_election = news_.election_id;
            max_version = news_.set_version;
            return false;
        }
        if (news_.set_version && news_.election_id) {
            if (max_version && max_election &&
                std::tie(news_.set_version, news_.election_id) < std::tie(max_version, max_election)) {
                return true;
            }
            max_election = news_.election_id;
        }
        max_version = std::max(max_version, news_.set_version);
        return false;
    }

    void add_members() {
        for (const Host& member : news_.members) {
            if (!topology_.servers.contains(member)) {
                topology_.servers[member] = ServerDescription::unknown(member, "was not asked yet");
            }
        }
    }

    bool is_known() const { return news_.type != ServerType::unknown; }

    Topology& topology_;
    const ServerDescription& news_;
};

}  // namespace

Topology Topology::of(const ConnectionString& target) {
    Topology topology;
    const bool direct = target.direct_connection.value_or(target.hosts.size() == 1 && target.replica_set.empty());
    topology.type = direct                       ? TopologyType::single
                    : target.replica_set.empty() ? TopologyType::unknown
                                                 : TopologyType::replica_set_without_primary;
    topology.set_name = target.replica_set;
    for (const Host& host : target.hosts) {
        topology.servers[host] = ServerDescription::unknown(host, "was not asked yet");
    }
    return topology;
}

std::vector<Host> Topology::writable() const {
    std::vector<Host> hosts;
    for (const auto& [host, server] : servers) {
        if (server.takes_writes() && !incompatibility(server)) {
            hosts.push_back(host);
        }
    }
    return hosts;
}

std::string Topology::trouble() const {
    if (servers.empty()) {
        return "none of the servers belongs to the replica set that was asked for";
    }
    std::string text;
    for (const auto& [host, server] : servers) {
        const auto incompatible = incompatibility(server);
        const std::string& why = incompatible ? *incompatible : server.trouble;
        if (!why.empty()) {
            text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", host.text(), why);
        }
    }
    return text.empty() ? "no server takes writes" : text;
}

Topology after(Topology topology, const ServerDescription& news) {
    const auto known = topology.servers.find(news.host);
    const auto is_older = [&] {
        const auto& version = known->second.topology_version;
        return news.topology_version && version && news.topology_version->process == version->process &&
               news.topology_version->counter < version->counter;
    };
    if (known == topology.servers.end() || is_older()) {
        return topology;
    }
    Change(topology, news).apply();
    return topology;
}

}  // namespace gracy::mongodb

// Which servers there are, and which of them takes writes: what is known, as a value, and how one server's news changes
// it (MongoDB's driver specification "Server Discovery and Monitoring"). No clock and no socket in here.
#pragma once

#include "mongodb/connection_string.hpp"
#include "mongodb/server.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gracy::mongodb {

enum class TopologyType : unsigned char {
    single,
    unknown,
    replica_set_without_primary,
    replica_set_with_primary,
    sharded
};

struct Topology {
    TopologyType type = TopologyType::unknown;
    std::string set_name;
    std::map<Host, ServerDescription> servers;
    std::optional<std::string> max_election_id;
    std::optional<std::int64_t> max_set_version;

    /// Before anything is known.
    static Topology of(const ConnectionString& target);

    /// Servers that an insert may be sent to: the primary, a server of its own, or any router.
    std::vector<Host> writable() const;
    /// Why there is none, for the log and for /readyz.
    std::string trouble() const;
};

/// What is known once a server has said something, or has failed to. News of a server that does not belong, and news
/// that is older than what is known, change nothing.
Topology after(Topology topology, const ServerDescription& news);

}  // namespace gracy::mongodb

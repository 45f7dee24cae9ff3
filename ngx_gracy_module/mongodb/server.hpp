// What one server says of itself in its answer to hello (MongoDB's driver specification "Server Discovery and
// Monitoring").
#pragma once

#include "mongodb/bson.hpp"
#include "mongodb/host.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gracy::mongodb {

/// Counts a server's changes of state while it runs: what is older than what is known is no news.
struct TopologyVersion {
    std::string process;
    std::int64_t counter = 0;

    static std::optional<TopologyVersion> read(const BsonReader& reply);
};

/// Whether `news` may say something that `known` does not: also when one of them is missing or of another process.
bool is_news(const std::optional<TopologyVersion>& news, const std::optional<TopologyVersion>& known);

enum class ServerType : unsigned char {
    unknown,
    standalone,
    mongos,
    primary,
    secondary,
    arbiter,
    other,  // a member that is starting, hidden or recovering
    ghost,  // a member without a replica set yet
};

struct ServerDescription {
    Host host;
    ServerType type = ServerType::unknown;
    std::string set_name;
    /// All members that it names.
    std::vector<Host> members;
    std::optional<Host> me;
    /// Twelve bytes, compared as such.
    std::optional<std::string> election_id;
    std::optional<std::int64_t> set_version;
    std::optional<TopologyVersion> topology_version;
    std::int64_t min_wire_version = 0;
    std::int64_t max_wire_version = 0;
    /// Limits, with the protocol's values where the server names none.
    std::size_t max_document = 16'777'216;
    std::size_t max_message = 48'000'000;
    std::size_t max_batch = 100'000;
    /// The next checks may say "hello".
    bool hello_ok = false;
    /// Why it is unknown.
    std::string trouble;

    static ServerDescription unknown(Host host, std::string trouble,
                                     std::optional<TopologyVersion> topology_version = {});
    bool takes_writes() const;
};

/// MongoDB 4.4 and what is compatible with it. There is no upper limit: each release raises what it can, and what
/// matters is the least that it still takes.
inline constexpr std::int64_t least_wire_version = 9;
inline constexpr std::int64_t greatest_wire_version = 99;

/// Reads a reply to hello or isMaster. Throws ProtocolError for members that make no sense.
ServerDescription read_hello(const Host& host, const BsonReader& reply);

/// Why the server's version cannot be spoken to, or nothing.
std::optional<std::string> incompatibility(const ServerDescription& server);

}  // namespace gracy::mongodb

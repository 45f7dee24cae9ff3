// What the answer to an insert means, document by document.
//
// Every insert has {w: "majority"} and its documents' _id are the events' ids. So "duplicate key" says that the
// document is there, and durably: a server waits for the majority also for a write that changed nothing. That makes
// sending the same documents again safe after anything that is not an answer, as often as needed, on any server.
#pragma once

#include "mongodb/bson.hpp"
#include "mongodb/server.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gracy::mongodb {

enum class Fate : unsigned char {
    stored,
    duplicate,  // was stored before
    again,      // nobody knows, or not now: send it again
    refused,    // never, however often it is sent
};

/// What an answer says of the server itself.
enum class ServerState : unsigned char {
    unchanged,
    not_writable,   // no primary any more, or not yet: look again, its connections are good
    shutting_down,  // the same, and its connections are not
    not_allowed,    // our credentials are refused: asking again soon helps nobody
    overloaded,     // wait longer before sending again, and keep everything as it is
};

struct Verdict {
    /// One for each document that was sent, in their order.
    std::vector<Fate> fates;
    ServerState server = ServerState::unchanged;
    /// The server takes a batch whole or not at all, and one document of it is there already: send them one by one.
    bool one_by_one = false;
    /// What an overloaded server asks for, instead of the usual first wait.
    std::optional<std::chrono::milliseconds> backoff;
    /// Of the error, when it is about the server's state.
    std::optional<TopologyVersion> topology_version;
    /// Of the first thing that went wrong, for the log; holds no text of a server.
    std::string trouble;
};

/// `reply`: to an insert of `documents` documents. Throws ProtocolError when its numbers do not add up.
Verdict judge(const BsonReader& reply, std::size_t documents);

/// The same question about any other command: whether it succeeded, and what its failure says of the server.
struct CommandFailure {
    std::int64_t code = 0;
    ServerState server = ServerState::unchanged;
    std::string trouble;
};
std::optional<CommandFailure> failure_of(const BsonReader& reply);

}  // namespace gracy::mongodb

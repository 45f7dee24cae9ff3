// How the client behaves: sizes and limits, all set by the operator.
#pragma once

#include "postgres/statement.hpp"

#include <chrono>
#include <cstddef>
#include <string>

namespace gracy::postgres {

struct Settings {
    /// Whose statements are prepared.
    Process process = Process::nginx;
    std::string application_name = "gracy";

    std::size_t read_connections = 2;
    std::size_t write_connections = 16;
    /// All but one of them may be held for long (exclusive_lane.hpp).
    std::size_t exclusive_connections = 4;
    std::size_t replica_connections = 2;

    /// Statements that may wait in one lane for a connection; the next one is refused at once.
    std::size_t queue = 1024;
    /// Statements in flight on one shared connection: bounds what is lost with it and what waits behind a slow one.
    std::size_t pipeline_depth = 64;

    std::chrono::milliseconds connect_timeout{3000};
    /// On the server, for each statement of the shared lanes.
    std::chrono::milliseconds statement_timeout{4000};
    /// The same for the exclusive lane: transactions, exports, analytics.
    std::chrono::milliseconds bulk_timeout{60000};
    /// How long the reader of a row stream may take over its rows before the stream lets go of its connection.
    std::chrono::milliseconds stream_patience{2000};
    /// How long a statement of the exclusive lane that nobody waits for any more may go on before its session is ended.
    std::chrono::milliseconds drain_patience{1000};
    std::chrono::milliseconds lock_timeout{500};
    /// Beyond the statement's own limit, before a silent server is given up.
    std::chrono::milliseconds stall_grace{1000};
    /// How long statements wait in a lane that has no connection at all before they are told so.
    std::chrono::milliseconds patience{1000};
    /// The same before the first connection: a process that a reload has just started must not refuse what its
    /// predecessor would have answered, so it gives connecting its time; but Slack's deadline of 2.5 s must not come
    /// first.
    std::chrono::milliseconds first_patience{2000};
    /// A replica further behind than this answers nothing. As long as a writer's own reads stay on the primary.
    std::size_t replica_lag_seconds = 5;
    std::chrono::milliseconds backoff_first{50};
    std::chrono::milliseconds backoff_most{5000};
};

}  // namespace gracy::postgres

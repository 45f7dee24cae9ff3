// How the client behaves: what a connection string may say, with our defaults.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace gracy::mongodb {

struct Settings {
    /// Of each process to one server. The drivers' 100 would be 100 for each nginx worker.
    std::size_t max_pool_size = 4;
    /// Connections that are being made at the same time.
    std::size_t max_connecting = 2;
    std::chrono::milliseconds max_idle_time{120'000};

    /// TCP, TLS, hello and authentication together.
    std::chrono::milliseconds connect_timeout{2000};
    /// How long a command's answer may take. The answer to an insert waits for a majority.
    std::chrono::milliseconds socket_timeout{2000};
    /// How long a document may wait from its arrival until it is stored: Slack gives up after three seconds.
    std::chrono::milliseconds server_selection_timeout{2000};
    /// On the server: how long a majority is waited for, and how long the insert itself may work.
    std::chrono::milliseconds write_timeout{1500};
    std::chrono::milliseconds heartbeat{10'000};
    /// Between two looks at a server that is asked for in a hurry ("minHeartbeatFrequencyMS").
    std::chrono::milliseconds least_heartbeat{500};

    /// Of the wait before a document is sent again.
    std::chrono::milliseconds backoff_first{20};
    std::chrono::milliseconds backoff_most{1000};
    /// After credentials were refused: nobody corrects them within milliseconds.
    std::chrono::milliseconds authentication_backoff{5000};

    /// What may wait to be sent; the next document is refused at once.
    std::size_t queue_documents = 4096;
    std::size_t queue_bytes = 64 * 1024 * 1024;
    /// Of one insert; the server's own limits count too.
    std::size_t batch_documents = 1000;
    std::size_t batch_bytes = 4 * 1024 * 1024;

    /// At most 128 bytes; empty: none.
    std::string application_name;
};

}  // namespace gracy::mongodb

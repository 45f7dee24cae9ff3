#include "gracy/sql/staking.hpp"
#include "worker/commands.hpp"
#include "worker/plain_connection.hpp"

#include <fmt/format.h>

namespace gracy::worker {
namespace {

constexpr std::string_view layout = "{:<20} {:<16} {:<6} {:<12} {:>9} {:>12} {:>12} {:>10} {:>9} {:>5} {:>8}  {}\n";

/// Of a column that may be NULL.
std::string shown(const std::string& value) {
    return value.empty() ? "-" : value;
}

}  // namespace

int list_providers(const Configuration& configuration) {
    if (!configuration.staking) {
        throw ConfigurationError("providers wants a section [staking]; conf/worker.example.toml explains it");
    }
    PlainConnection connection(configuration.database, "gracy-worker providers");
    connection.run("set search_path = gracy");
    const std::string text(sql::catalogue()[sql::staking::list_providers.number].text);
    const auto rows = connection.query(text.c_str(), {std::to_string(configuration.staking->crowd.chain_id)});
    fmt::print(layout, "PROVIDER", "OPERATOR", "KIND", "STATE", "OUT S", "HEAD", "FINALIZED", "CALLS", "FAILURES",
               "LIES", "LATENCY", "LAST TROUBLE");
    // name, operator_group, paid, state, until, seconds_out, head, finalized, calls, failures, lies, latency_ms, error
    for (const auto& row : rows) {
        const std::string latency = row[11].empty() ? "-" : row[11] + " ms";
        fmt::print(layout, row[0], row[1], row[2] == "t" ? "paid" : "public", row[3], row[5], shown(row[6]),
                   shown(row[7]), row[8], row[9], row[10], latency, shown(row[12]));
    }
    if (rows.empty()) {
        fmt::print(stderr, "nothing is known of them yet: no worker has been on staking duty\n");
    }
    return 0;
}

}  // namespace gracy::worker

#include "gracy/sql/staking.hpp"
#include "staking/crowd/compute_units.hpp"
#include "worker/commands.hpp"
#include "worker/plain_connection.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::worker {
namespace {

constexpr std::string_view layout =
    "{:<20} {:<16} {:<6} {:<12} {:>9} {:>12} {:>12} {:>10} {:>9} {:>12} {:>5} {:>8} {:>6} {:>7}  {}\n";

/// Of a column that may be NULL.
std::string shown(const std::string& value) {
    return value.empty() ? "-" : value;
}

staking::Spending read_spending(PlainConnection& connection, const std::string& chain) {
    const auto rows =
        connection.query(sql::staking::show_spending.number, {chain, std::to_string(staking::spending_days)});
    const auto& row = rows.front();
    return {.watched_seconds = std::stoll(row[0]),
            .public_units = std::stoll(row[1]),
            .paid_units = std::stoll(row[2]),
            .webhook_bytes = std::stoll(row[3]),
            .public_calls = std::stoll(row[4]),
            .paid_calls = std::stoll(row[5])};
}

void print_spending(const staking::Spending& spending) {
    constexpr double day = 86'400;
    fmt::print("\nCompute units of the last {} days, of which {:.1f} were watched:\n", staking::spending_days,
               static_cast<double>(spending.watched_seconds) / day);
    fmt::print("  {:>12}  spent: {} for calls of paid providers, {} for webhooks\n", spending.spent(),
               spending.paid_units, spending.webhook_units());
    fmt::print("  {:>12}  answered by public providers, for nothing\n", spending.public_units);
    fmt::print("  {:>12}  the first edition's way: the same webhooks, and one eth_getLogs a minute, all paid\n",
               spending.first_edition());
    if (const auto saved = spending.saved_share()) {
        fmt::print("  {:>10.1f} %  saved\n", 100 * *saved);
    }
}

void print_chain(PlainConnection& connection, const WatchedChain& watched) {
    const std::string chain = std::to_string(watched.crowd.chain_id);
    const auto rows = connection.query(sql::staking::list_providers.number, {chain});
    if (rows.empty()) {
        fmt::print(stderr, "nothing is known of them yet: no worker has been on staking duty for chain {}\n", chain);
        return;
    }
    fmt::print(layout, "PROVIDER", "OPERATOR", "KIND", "STATE", "OUT S", "HEAD", "FINALIZED", "CALLS", "FAILURES",
               "UNITS", "LIES", "LATENCY", "RATE", "BLOCKS", "LAST TROUBLE");
    // name, operator_group, paid, state, until, seconds_out, head, finalized, calls, failures, compute_units, lies,
    // latency_ms, calls_per_second, blocks_at_a_time, error, checked_at, recent_answers, recent_lies, is_stale, is_kept
    for (const auto& row : rows) {
        if (std::ranges::find(watched.crowd.providers, row[0], &staking::ProviderSettings::name) ==
            watched.crowd.providers.end()) {
            continue;  // it was taken out of the configuration
        }
        const std::string latency = row[12].empty() ? "-" : row[12] + " ms";
        fmt::print(layout, row[0], row[1], row[2] == "t" ? "paid" : "public", row[19] == "t" ? "unknown" : row[3],
                   row[5], shown(row[6]), shown(row[7]), row[8], row[9], row[10], row[11], latency,
                   row[13].empty() ? "-" : fmt::format("{:.1f}", std::stod(row[13])), shown(row[14]), shown(row[15]));
    }
    print_spending(read_spending(connection, chain));
}

}  // namespace

int list_providers(const Configuration& configuration) {
    if (!configuration.staking) {
        throw ConfigurationError("providers wants a section [staking]; conf/worker.example.toml explains it");
    }
    PlainConnection connection = PlainConnection::for_catalogue(configuration.database, "gracy-worker providers");
    const auto& chains = configuration.staking->chains;
    for (const WatchedChain& chain : chains) {
        if (chains.size() > 1) {
            fmt::print("{}Chain {} [{}]\n", &chain == &chains.front() ? "" : "\n", chain.crowd.chain_id,
                       chain.crowd.label);
        }
        print_chain(connection, chain);
    }
    return 0;
}

}  // namespace gracy::worker

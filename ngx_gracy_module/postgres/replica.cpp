#include "postgres/replica.hpp"

#include "base/log.hpp"
#include "io/sleep.hpp"

#include <algorithm>

namespace gracy::postgres {
namespace {

constexpr std::chrono::seconds between_looks{1};

struct LagRow {
    std::optional<double> seconds;
    static LagRow decode(const RowView& row) { return {.seconds = row.get<std::optional<double>>(0)}; }
};

/// The catalogue's statement by name: the generated header that would name it builds on this library.
std::uint16_t lag_statement() {
    const auto catalogue = sql::catalogue();
    const auto found = std::ranges::find(catalogue, std::string_view("health/replication_lag"), &StatementInfo::name);
    if (found == catalogue.end()) {
        throw std::logic_error("the catalogue has no health/replication_lag");
    }
    return static_cast<std::uint16_t>(found - catalogue.begin());
}

}  // namespace

Replica::Replica(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, const Settings& settings,
                 Statistics& statistics, SharedLane& primary_reads)
    : reactor_(reactor),
      settings_(settings),
      lane_(reactor, resolver, conninfo, settings, Duty::reads, settings.replica_connections, statistics, &primary_reads),
      watcher_(reactor, watch_lag(), [](std::exception_ptr) {}) {}

void Replica::open() {
    lane_.open();
    watcher_.start();
}

std::string Replica::trouble() const {
    return behind_ ? fmt::format("{:.1f} s behind the primary", lag_seconds_) : lane_.trouble();
}

base::Task<void> Replica::watch_lag() {
    const std::uint16_t statement = lag_statement();
    while (true) {
        co_await io::Sleep(reactor_, between_looks);
        if (lane_.connections_ready() == 0) {
            continue;
        }
        try {
            const Rows<LagRow> rows = co_await Query<LagRow>(lane_, statement, Params());
            // Null: it was promoted, and is behind nobody.
            lag_seconds_ = rows.front().seconds.value_or(0);
        } catch (const Error&) {
            continue;  // the lane knows better
        }
        const bool behind = lag_seconds_ > std::chrono::duration<double>(settings_.replica_lag).count();
        if (behind != behind_) {
            behind_ = behind;
            base::log(base::LogLevel::warning, "postgres: a replica is {} ({:.1f} s behind)", behind ? "left out" : "back", lag_seconds_);
        }
    }
}

}  // namespace gracy::postgres

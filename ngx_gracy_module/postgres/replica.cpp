#include "postgres/replica.hpp"

#include "base/log.hpp"
#include "io/sleep.hpp"

#include <fmt/chrono.h>
#include <algorithm>

namespace gracy::postgres {
namespace {

constexpr std::chrono::milliseconds between_questions{1000};
constexpr std::chrono::milliseconds until_connected{100};

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
      lane_(reactor, resolver, conninfo, settings, Duty::reads, settings.replica_connections, statistics,
            &primary_reads),
      watcher_(reactor, watch_lag(), [](std::exception_ptr) {}) {}

void Replica::open() {
    lane_.open();
    watcher_.start();
}

std::string Replica::trouble() const {
    if (!connected() || usable()) {
        return lane_.trouble();
    }
    return asked_ == lane_.outages()
               ? fmt::format("{:.1f} s behind the primary", std::chrono::duration<double>(lag_).count())
               : "not known yet how far behind the primary";
}

base::Task<void> Replica::watch_lag() {
    while (true) {
        if (connected()) {
            co_await ask();
        }
        co_await io::Sleep(reactor_, connected() ? between_questions : until_connected);
    }
}

base::Task<void> Replica::ask() {
    static const std::uint16_t statement = lag_statement();
    const unsigned outages = lane_.outages();
    std::chrono::milliseconds lag{0};
    try {
        const Rows<LagRow> rows = co_await Query<LagRow>(lane_, statement, Params());
        // Null: it was promoted, and is behind nobody.
        lag = std::chrono::milliseconds(static_cast<std::int64_t>(rows.front().seconds.value_or(0) * 1000));
    } catch (const Error&) {
        co_return;  // the lane knows better
    }
    // The age of the last transaction replayed says too much after a quiet time, and the time since it was last seen
    // to have caught up says too much under load. Neither says too little.
    const auto now = reactor_.now();
    if (lag.count() <= 0) {
        caught_up_ = now;
    } else if (caught_up_) {
        lag = std::min(lag, std::chrono::duration_cast<std::chrono::milliseconds>(now - *caught_up_));
    }
    const bool was_usable = usable();
    asked_ = outages;
    lag_ = lag;
    if (usable() != was_usable) {
        base::log(base::LogLevel::warning, "postgres: a replica is {} ({} behind)", usable() ? "in use" : "left out",
                  lag_);
    }
}

}  // namespace gracy::postgres

#include "jobs/duty.hpp"

#include "base/log.hpp"
#include "gracy/sql/health.hpp"
#include "gracy/sql/jobs.hpp"
#include "io/sleep.hpp"
#include "postgres/query.hpp"

namespace gracy::jobs {
namespace {

using base::LogLevel;

constexpr std::chrono::milliseconds try_again_after{1000};
constexpr std::chrono::milliseconds proof_of_life_every{1000};

postgres::Settings of_own_connection(postgres::Settings settings) {
    // A server that does not answer this fast has to be taken for dead: somebody else may be on duty already.
    settings.bulk_timeout = std::chrono::milliseconds(2000);
    return settings;
}

}  // namespace

Duty::Duty(io::Reactor& reactor, io::Resolver& resolver, const postgres::Conninfo& conninfo,
           const postgres::Settings& settings, postgres::Statistics& statistics, std::string name, io::Callback on_gain,
           io::Callback on_loss)
    : reactor_(reactor),
      name_(std::move(name)),
      settings_(of_own_connection(settings)),
      on_gain_(std::move(on_gain)),
      on_loss_(std::move(on_loss)),
      lane_(reactor, resolver, conninfo, settings_, 1, statistics) {}

void Duty::start() {
    lane_.open();
    pump_ = std::make_unique<io::Pump>(reactor_, keep(), [](std::exception_ptr) {});
    pump_->start();
}

base::Task<void> Duty::keep() {
    while (true) {
        try {
            co_await hold();
        } catch (const postgres::Error& error) {
            lost(error.what());
        }
        co_await io::Sleep(reactor_, try_again_after);
    }
}

/// Returns when another process holds the duty, throws when the connection is gone.
base::Task<void> Duty::hold() {
    postgres::Lease lease = co_await lane_.lease(postgres::Hold::long_time);
    const auto rows = co_await postgres::Query<sql::jobs::hold_duty_row>(lease, sql::jobs::hold_duty.number,
                                                                         postgres::Params::of(std::string_view(name_)));
    if (!rows.front().held) {
        if (rows.front().evicted > 0) {
            base::log(LogLevel::warning, "duty {}: its holder showed no sign of life; its session was ended", name_);
        }
        if (!std::exchange(stood_by_, true)) {
            base::log(LogLevel::info, "duty {}: another process holds it; standing by", name_);
        }
        co_return;
    }
    held_ = true;
    stood_by_ = false;
    base::log(LogLevel::info, "duty {}: ours", name_);
    on_gain_();
    while (true) {
        co_await io::Sleep(reactor_, proof_of_life_every);
        co_await postgres::Query<sql::health::ping_row>(lease, sql::health::ping.number, postgres::Params::of());
    }
}

void Duty::lost(const std::string& why) {
    if (std::exchange(held_, false)) {
        base::log(LogLevel::warning, "duty {}: lost: {}", name_, why);
        on_loss_();
    }
}

}  // namespace gracy::jobs

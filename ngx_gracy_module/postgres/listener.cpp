#include "postgres/listener.hpp"

#include "base/log.hpp"
#include "io/backoff.hpp"
#include "postgres/outage_log.hpp"

#include <libpq-fe.h>
#include <algorithm>
#include <memory>

namespace gracy::postgres {
namespace {

constexpr std::chrono::milliseconds coalesce{10};

}  // namespace

Listener::Listener(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, const Settings& settings,
                   Statistics& statistics)
    : reactor_(reactor),
      settings_(settings),
      statistics_(statistics),
      link_(reactor, resolver, conninfo, *this),
      backoff_timer_(reactor.timer(io::AtShutdown::ignores, [this] { connect(); })),
      coalesce_timer_(reactor.timer(io::AtShutdown::ignores, [this] { send_pending(); })),
      stall_timer_(reactor.timer(io::AtShutdown::ignores, [this] {
          ++statistics_.stalls;
          lose("the server made no progress");
      })) {}

void Listener::listen(const std::string& channel, io::Callback on_wake) {
    channels_.push_back({channel, std::move(on_wake)});
}

void Listener::open() {
    connect();
}

void Listener::connect() {
    state_ = State::connecting;
    // This connection is silent for hours: the server, too, would never notice that its peer has vanished.
    link_.connect("-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3",
                  settings_.application_name + " listen", settings_.connect_timeout);
}

void Listener::link_connected() {
    state_ = State::subscribing;
    std::string words;
    for (const Channel& channel : channels_) {
        words += "listen " + channel.name + ";";
    }
    if (words.empty()) {
        finished();
        return;
    }
    send(words);
}

void Listener::send(const std::string& words) {
    busy_ = true;
    stall_timer_->start(settings_.statement_timeout + settings_.stall_grace);
    if (PQsendQuery(link_.connection(), words.c_str()) == 0) {
        lose("a command could not be sent");
        return;
    }
    link_.flush();
}

void Listener::lose(const std::string& why) {
    const std::string reason = why;
    link_.close();
    link_lost(reason);
}

void Listener::link_readable() {
    pg_conn* connection = link_.connection();
    while (busy_ && PQisBusy(connection) == 0) {
        const std::unique_ptr<pg_result, decltype(&PQclear)> result(PQgetResult(connection), &PQclear);
        if (!result) {
            finished();
            break;
        }
        if (PQresultStatus(result.get()) == PGRES_FATAL_ERROR) {
            const char* reason = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY);
            const std::string why = reason != nullptr ? reason : "the connection was closed";
            if (state_ == State::subscribing) {
                // Nobody would be woken here: a standby, for one, takes no LISTEN.
                lose(why);
                return;
            }
            base::log(base::LogLevel::error, "postgres: notify: {}", why);
        }
    }
    while (link_.connection() != nullptr) {
        const std::unique_ptr<PGnotify, decltype(&PQfreemem)> notification(PQnotifies(link_.connection()), &PQfreemem);
        if (!notification) {
            return;
        }
        ++statistics_.notifications;
        for (Channel& channel : channels_) {
            if (channel.name == notification->relname) {
                channel.on_wake();
            }
        }
    }
}

void Listener::finished() {
    busy_ = false;
    stall_timer_->stop();
    if (state_ == State::subscribing) {
        state_ = State::listening;
        attempts_ = 0;
        outage_log().over(trouble_);
        trouble_.clear();
        for (io::Callback& callback : on_reconnect_) {
            callback();
        }
        for (Channel& channel : channels_) {
            channel.on_wake();
        }
    }
    if (!pending_.empty()) {
        coalesce_timer_->start(coalesce);
    }
}

void Listener::notify(const std::string& channel) {
    if (std::ranges::find(pending_, channel) != pending_.end()) {
        return;
    }
    pending_.push_back(channel);
    // While a command is on its way, or before the connection stands, `finished` starts the timer.
    if (pending_.size() == 1 && listening() && !busy_) {
        coalesce_timer_->start(coalesce);
    }
}

void Listener::send_pending() {
    if (!listening() || busy_ || pending_.empty()) {
        return;
    }
    std::string words;
    for (const std::string& channel : std::exchange(pending_, {})) {
        words += "notify " + channel + ";";
    }
    send(words);
}

void Listener::link_lost(const std::string& why) {
    if (listening()) {
        base::log(base::LogLevel::warning, "postgres: listening connection lost: {}", why);
    } else {
        outage_log().failed(why, reactor_.now());
    }
    state_ = State::backing_off;
    busy_ = false;
    stall_timer_->stop();
    trouble_ = why;
    backoff_timer_->start(io::backoff(attempts_++, settings_.backoff_first, settings_.backoff_most));
}

}  // namespace gracy::postgres

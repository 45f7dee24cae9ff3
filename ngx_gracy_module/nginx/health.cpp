#include "nginx/health.hpp"

#include "base/json_writer.hpp"
#include "gracy/sql/health.hpp"
#include "io/sleep.hpp"
#include "nginx/backend.hpp"
#include "nginx/process.hpp"
#include "postgres/client.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace gracy::nginx {
namespace {

using namespace std::chrono_literals;

// Whoever asks wants to know soon, and a server that needs longer for such a question is not one to send requests to.
constexpr auto patience = 1000ms;
constexpr auto look_again = 5ms;

enum class State : unsigned char { up, degraded, down };

struct Dependency {
    State state = State::up;
    std::string trouble;
};

std::string_view name_of(State state) {
    switch (state) {
        case State::up:
            return "up";
        case State::degraded:
            return "degraded";
        case State::down:
            return "down";
    }
    return "down";
}

http::Response page(std::string body, int status) {
    return http::Response::json(std::move(body), status).with("Cache-Control", "no-store");
}

/// Whether the statement's answer comes within the patience of this page.
template <class Row>
base::Task<bool> comes(io::Reactor& reactor, postgres::Query<Row>& query) {
    for (auto waited = 0ms; !query.await_ready() && waited < patience; waited += look_again) {
        co_await io::Sleep(reactor, look_again, io::AtShutdown::waits);
    }
    co_return query.await_ready();
}

/// Asks the primary itself: an open connection says nothing about a server that was frozen.
base::Task<Dependency> ask_primary(Process& process) {
    postgres::Client client(process.backend()->database(), true);
    auto ping = client.read(sql::health::ping);
    const bool answered = co_await comes(process.reactor(), ping);
    if (!answered) {
        co_return Dependency{State::down, "does not answer"};
    }
    try {
        if ((co_await ping).front().in_recovery) {
            co_return Dependency{State::down, "is a standby, which takes no writes"};
        }
    } catch (const postgres::Error& error) {
        co_return Dependency{State::down, error.what()};
    }
    co_return Dependency{};
}

Dependency store_of_events(const Backend& backend, const Dependency& primary) {
    if (const mongodb::Client* mongodb = backend.mongodb()) {
        return {mongodb->writable() ? State::up : State::down, mongodb->trouble()};
    }
    // Its store is the primary: an event is accepted when a write is.
    return {primary.state == State::down ? State::down : State::up, {}};
}

void write(base::JsonWriter& json, const Dependency& dependency) {
    json.field<"status">(name_of(dependency.state));
    if (!dependency.trouble.empty()) {
        json.field<"trouble">(dependency.trouble);
    }
}

base::Task<http::Response> readiness(Process& process) {
    Backend* backend = process.backend();
    if (backend == nullptr) {
        co_return page(R"({"status":"ready","dependencies":{}})", 200);
    }
    Dependency primary = co_await ask_primary(process);
    Dependency replicas;
    bool has_replicas = false;

    base::JsonWriter json(512);
    base::JsonWriter lanes(256);
    lanes.open_object();
    for (const postgres::Database::LaneStatus& lane : backend->database().status()) {
        const bool is_replica = lane.name == "replica";
        Dependency& dependency = is_replica ? replicas : primary;
        has_replicas = has_replicas || is_replica;
        if (lane.ready < lane.wanted || !lane.trouble.empty()) {
            dependency.state = std::max(dependency.state, State::degraded);
            // What a connection says of itself is nearer to the cause than what a statement that found none says.
            if (!lane.trouble.empty()) {
                dependency.trouble = lane.trouble;
            } else if (dependency.trouble.empty()) {
                dependency.trouble = std::string(lane.name) + ": still connecting";
            }
        }
        if (!is_replica && lane.ready == 0) {
            dependency.state = State::down;
        }
        lanes.key(lane.name).open_object();
        lanes.field<"ready">(static_cast<std::int64_t>(lane.ready))
            .field<"wanted">(static_cast<std::int64_t>(lane.wanted));
        lanes.close_object();
    }
    lanes.close_object();
    const postgres::Listener& listener = backend->database().listener();
    const Dependency listening{listener.listening() ? State::up : State::degraded,
                               listener.listening() ? "" : listener.trouble()};
    const Dependency event_log = store_of_events(*backend, primary);

    const bool degraded = primary.state != State::up || replicas.state != State::up || listening.state != State::up ||
                          event_log.state != State::up;
    // With a store of their own, events are accepted whatever becomes of the primary.
    const bool unavailable = primary.state == State::down && event_log.state == State::down;
    json.open_object();
    json.field<"status">(unavailable ? "unavailable" : degraded ? "degraded" : "ready");
    json.key<"dependencies">().open_object();
    json.key<"primary">().open_object();
    write(json, primary);
    json.close_object();
    if (has_replicas) {
        json.key<"replica">().open_object();
        write(json, replicas);
        json.close_object();
    }
    json.key<"listen">().open_object();
    write(json, listening);
    json.close_object();
    json.key<"event_log">().open_object();
    write(json, event_log);
    json.close_object().close_object();
    json.field<"connections">(base::RawJson{lanes.take()});
    json.close_object();
    co_return page(json.take(), unavailable ? 503 : 200);
}

}  // namespace

base::Task<http::Response> health_page(Process& process, const http::Request& request) {
    if (request.path.ends_with("/readyz")) {
        co_return co_await readiness(process);
    }
    co_return page(R"({"status":"ok"})", 200);
}

}  // namespace gracy::nginx

#include "serving/health.hpp"

#include "base/json_writer.hpp"
#include "gracy/sql/health.hpp"
#include "io/sleep.hpp"
#include "postgres/client.hpp"
#include "serving/backend.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::serving {
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
base::Task<Dependency> ask_primary(Backend& backend, io::Reactor& reactor) {
    postgres::Client client(backend.database(), true);
    auto ping = client.read(sql::health::ping);
    const bool answered = co_await comes(reactor, ping);
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

struct Readiness {
    Dependency primary;
    std::optional<Dependency> replica;
    Dependency listen;
    Dependency event_log;

    /// With a store of their own, events are accepted whatever becomes of the primary.
    bool is_available() const { return primary.state != State::down || event_log.state != State::down; }
    bool is_whole() const {
        return primary.state == State::up && (!replica || replica->state == State::up) && listen.state == State::up &&
               event_log.state == State::up;
    }
};

/// What the connections of a lane say about the server that they lead to.
void judge(const postgres::Database::LaneStatus& lane, Readiness& readiness) {
    const bool is_replica = lane.name == "replica";
    if (is_replica && !readiness.replica) {
        readiness.replica.emplace();
    }
    Dependency& server = is_replica ? *readiness.replica : readiness.primary;
    if (lane.ready < lane.wanted || !lane.trouble.empty()) {
        server.state = std::max(server.state, State::degraded);
        // What a connection says of itself is nearer to the cause than what a statement that found none says.
        if (!lane.trouble.empty()) {
            server.trouble = lane.trouble;
        } else if (server.trouble.empty()) {
            server.trouble = std::string(lane.name) + ": still connecting";
        }
    }
    if (!is_replica && lane.ready == 0) {
        server.state = State::down;
    }
}

base::Task<Readiness> look(Backend& backend, io::Reactor& reactor) {
    Readiness readiness;
    readiness.primary = co_await ask_primary(backend, reactor);
    for (const postgres::Database::LaneStatus& lane : backend.database().status()) {
        judge(lane, readiness);
    }
    if (const postgres::Listener& listener = backend.database().listener(); !listener.listening()) {
        readiness.listen = {State::degraded, listener.trouble()};
    }
    if (const mongodb::Client* mongodb = backend.mongodb()) {
        readiness.event_log = {mongodb->writable() ? State::up : State::down, mongodb->trouble()};
    } else if (readiness.primary.state == State::down) {
        // Its store is the primary: an event is accepted when a write is.
        readiness.event_log.state = State::down;
    }
    co_return readiness;
}

void write(base::JsonWriter& json, const Dependency& dependency) {
    json.open_object().field<"status">(name_of(dependency.state));
    if (!dependency.trouble.empty()) {
        json.field<"trouble">(dependency.trouble);
    }
    json.close_object();
}

void write(base::JsonWriter& json, const postgres::Database::LaneStatus& lane) {
    json.key(lane.name).open_object();
    json.field<"ready">(static_cast<std::int64_t>(lane.ready)).field<"wanted">(static_cast<std::int64_t>(lane.wanted));
    json.close_object();
}

base::Task<http::Response> readiness_page(Backend& backend, io::Reactor& reactor) {
    const Readiness readiness = co_await look(backend, reactor);
    base::JsonWriter json(512);
    json.open_object();
    json.field<"status">(!readiness.is_available() ? "unavailable" : readiness.is_whole() ? "ready" : "degraded");
    json.key<"dependencies">().open_object();
    write(json.key<"primary">(), readiness.primary);
    if (readiness.replica) {
        write(json.key<"replica">(), *readiness.replica);
    }
    write(json.key<"listen">(), readiness.listen);
    write(json.key<"event_log">(), readiness.event_log);
    json.close_object();
    json.key<"connections">().open_object();
    for (const postgres::Database::LaneStatus& lane : backend.database().status()) {
        write(json, lane);
    }
    json.close_object().close_object();
    co_return page(json.take(), readiness.is_available() ? 200 : 503);
}

}  // namespace

base::Task<http::Response> health_page(Backend* backend, io::Reactor& reactor, const http::Request& request) {
    if (!request.path.ends_with("/readyz")) {
        co_return page(R"({"status":"ok"})", 200);
    }
    if (backend == nullptr) {
        co_return page(R"({"status":"ready","dependencies":{}})", 200);
    }
    co_return co_await readiness_page(*backend, reactor);
}

}  // namespace gracy::serving

#include "postgres/shared_lane.hpp"

#include <algorithm>

namespace gracy::postgres {

SharedLane::SharedLane(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, const Settings& settings,
                       Duty duty, std::size_t connections, Statistics& statistics, SharedLane* fallback)
    : settings_(settings),
      duty_(duty),
      statistics_(statistics),
      fallback_(fallback),
      dispatch_(reactor.deferred([this] { dispatch(); })),
      patience_(reactor.timer(io::AtShutdown::ignores, [this] { give_up(); })) {
    Connection::Owner& owner = *this;
    for (std::size_t i = 0; i < connections; ++i) {
        connections_.push_back(
            std::make_unique<Connection>(reactor, resolver, conninfo, settings, duty, statistics, owner));
    }
}

SharedLane::~SharedLane() {
    statistics_.queued -= queue_.size();
}

void SharedLane::open() {
    // The others follow once it is ready: preparing every statement is work for the server, and all processes of a
    // reload ask for it at once, while people wait for the first of each.
    connections_.front()->open();
    // Behind a replica the primary answers meanwhile.
    patience_->start(fallback_ == nullptr ? settings_.first_patience : settings_.patience);
}

std::size_t SharedLane::connections_ready() const {
    return static_cast<std::size_t>(std::ranges::count_if(connections_, [](const auto& c) { return c->ready(); }));
}

std::string SharedLane::trouble() const {
    const auto troubled = std::ranges::find_if(connections_, [](const auto& c) { return !c->ready(); });
    return troubled == connections_.end() ? std::string() : (*troubled)->trouble();
}

void SharedLane::submit(std::unique_ptr<Slot> slot) {
    if (given_up_) {
        if (fallback_ != nullptr) {
            ++statistics_.replica_fallbacks;
            fallback_->submit(std::move(slot));
            return;
        }
        ++statistics_.unavailable;
        slot->fail(Error(ErrorKind::unavailable, {}, "the database cannot be reached"));
        return;
    }
    if (queue_.size() >= settings_.queue) {
        ++statistics_.rejected;
        slot->fail(Error(ErrorKind::overloaded, {}, "too many statements are waiting"));
        return;
    }
    queue_.push_back(std::move(slot));
    ++statistics_.queued;
    dispatch_->schedule();
}

bool SharedLane::takes(const Connection& connection, const Slot& next) const {
    if (!connection.ready() || connection.in_flight() >= settings_.pipeline_depth) {
        return false;
    }
    return stands_alone(next) || connection.idle() || connection.group_open();
}

Connection* SharedLane::least_loaded_for(const Slot& next) {
    Connection* best = nullptr;
    for (const auto& connection : connections_) {
        if (takes(*connection, next) && (best == nullptr || connection->in_flight() < best->in_flight())) {
            best = connection.get();
        }
    }
    return best;
}

void SharedLane::dispatch() {
    while (!queue_.empty()) {
        Connection* connection = least_loaded_for(*queue_.front());
        if (connection == nullptr) {
            break;
        }
        std::unique_ptr<Slot> slot = std::move(queue_.front());
        queue_.pop_front();
        --statistics_.queued;
        send(*connection, std::move(slot));
    }
    for (const auto& connection : connections_) {
        connection->end_group();
    }
}

void SharedLane::send(Connection& connection, std::unique_ptr<Slot> slot) {
    const bool alone = stands_alone(*slot);
    if (alone) {
        connection.end_group();
    }
    if (!connection.ready()) {
        connection_returned(std::move(slot));
        return;
    }
    connection.put(std::move(slot));
    if (alone) {
        connection.end_group();
    }
}

void SharedLane::connection_ready(Connection&) {
    given_up_ = false;
    patience_->stop();
    for (const auto& connection : connections_) {
        connection->open();
    }
    dispatch_->schedule();
}

void SharedLane::connection_progressed(Connection&) {
    if (!queue_.empty()) {
        dispatch_->schedule();
    }
}

void SharedLane::connection_returned(std::unique_ptr<Slot> slot) {
    if (given_up_) {
        // A server that ends its sessions in order says so in this statement's place, after its connection was lost.
        submit(std::move(slot));
        return;
    }
    queue_.push_front(std::move(slot));
    ++statistics_.queued;
    dispatch_->schedule();
}

void SharedLane::connection_refused(std::unique_ptr<Slot>& slot, const Error& error) {
    // A standby's replay takes locks that reads must wait for, and cancels reads whose rows it removes. And one that
    // shuts down ends a session after the other, so a read that was sent again there is lost once more.
    const bool elsewhere = error.kind() == ErrorKind::lock_timeout || error.kind() == ErrorKind::lost;
    if (fallback_ != nullptr && elsewhere && !slot->abandoned()) {
        ++statistics_.replica_fallbacks;
        fallback_->submit(std::move(slot));
    }
}

void SharedLane::connection_lost(Connection&) {
    if (connections_ready() != 0) {
        return;
    }
    ++outages_;
    if (fallback_ != nullptr) {
        // Nobody needs to wait for a replica.
        give_up();
    } else if (!given_up_) {
        patience_->start(settings_.patience);
    }
}

void SharedLane::give_up() {
    if (connections_ready() == 0) {
        given_up_ = true;
        fail_queued();
    }
}

void SharedLane::fail_queued() {
    std::deque<std::unique_ptr<Slot>> waiting = std::exchange(queue_, {});
    statistics_.queued -= waiting.size();
    for (auto& slot : waiting) {
        // `given_up_` sends it to the fallback, or fails it.
        submit(std::move(slot));
    }
}

}  // namespace gracy::postgres

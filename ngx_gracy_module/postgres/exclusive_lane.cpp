#include "postgres/exclusive_lane.hpp"

#include <algorithm>
#include <utility>

namespace gracy::postgres {

Lease::Lease(ExclusiveLane& lane, Connection& connection)
    : lane_(&lane), connection_(&connection), session_(connection.session()) {}

Lease::~Lease() {
    if (lane_ != nullptr) {
        lane_->release(*connection_);
    }
}

void Lease::submit(std::unique_ptr<Slot> slot) {
    if (!connection_->ready() || connection_->session() != session_) {
        slot->fail(Error(ErrorKind::lost, {}, "the connection to the database broke"));
        return;
    }
    connection_->put(std::move(slot));
    connection_->end_group();
}

void Lease::resume() {
    if (connection_->ready() && connection_->session() == session_) {
        connection_->resume();
    }
}

ExclusiveLane::ExclusiveLane(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo,
                             const Settings& settings, std::size_t connections, Statistics& statistics)
    : settings_(settings),
      statistics_(statistics),
      patience_(reactor.timer(io::AtShutdown::ignores, [this] { give_up(); })) {
    Connection::Owner& owner = *this;
    for (std::size_t i = 0; i < connections; ++i) {
        auto connection =
            std::make_unique<Connection>(reactor, resolver, conninfo, settings, Duty::exclusive, statistics, owner);
        auto drain_limit =
            reactor.timer(io::AtShutdown::ignores, [this, &drained = *connection] { end_drain(drained); });
        members_.push_back({.connection = std::move(connection), .drain_limit = std::move(drain_limit)});
    }
}

ExclusiveLane::~ExclusiveLane() {
    statistics_.leases -=
        static_cast<std::uint64_t>(std::ranges::count_if(members_, [](const Member& m) { return m.in_use; }));
}

void ExclusiveLane::open() {
    // As in a shared lane, the others follow.
    members_.front().connection->open();
    patience_->start(settings_.first_patience);
}

ExclusiveLane::Waiter::~Waiter() {
    std::erase(lane_.waiters_, this);
}

bool ExclusiveLane::Waiter::await_ready() {
    if (Member* member = lane_.free_member(hold_)) {
        lease_.emplace(lane_.lend(*member, hold_));
    } else if (lane_.given_up_) {
        ++lane_.statistics_.unavailable;
        error_.emplace(ErrorKind::unavailable, std::string(), "the database cannot be reached");
    } else if (lane_.waiters_.size() >= lane_.settings_.queue) {
        ++lane_.statistics_.rejected;
        error_.emplace(ErrorKind::overloaded, std::string(), "too many callers wait for a connection");
    }
    return lease_.has_value() || error_.has_value();
}

Lease ExclusiveLane::Waiter::await_resume() {
    if (error_) {
        throw *std::exchange(error_, std::nullopt);
    }
    return *std::exchange(lease_, std::nullopt);
}

void ExclusiveLane::Waiter::grant(Lease lease) {
    lease_.emplace(std::move(lease));
    runner_->ready(waiting_);
}

void ExclusiveLane::Waiter::refuse(Error error) {
    error_.emplace(std::move(error));
    runner_->ready(waiting_);
}

std::size_t ExclusiveLane::connections_ready() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(members_, [](const Member& m) { return m.connection->ready(); }));
}

std::string ExclusiveLane::trouble() const {
    const auto troubled = std::ranges::find_if(members_, [](const Member& m) { return !m.connection->ready(); });
    return troubled == members_.end() ? std::string() : troubled->connection->trouble();
}

ExclusiveLane::Member& ExclusiveLane::member_of(const Connection& connection) {
    return *std::ranges::find_if(members_, [&](const Member& m) { return m.connection.get() == &connection; });
}

bool ExclusiveLane::is_free(const Member& member) {
    return !member.leased && member.connection->idle() && member.connection->outside_transaction();
}

ExclusiveLane::Member* ExclusiveLane::free_member(Hold hold) {
    const auto held_for_long =
        std::ranges::count_if(members_, [](const Member& m) { return m.hold == Hold::long_time && !is_free(m); });
    if (hold == Hold::long_time && held_for_long > 0 && held_for_long >= std::ssize(members_) - 1) {
        return nullptr;
    }
    const auto found = std::ranges::find_if(members_, is_free);
    return found == members_.end() ? nullptr : &*found;
}

Lease ExclusiveLane::lend(Member& member, Hold hold) {
    member.drain_limit->stop();
    member.leased = true;
    member.hold = hold;
    count(member);
    return {*this, *member.connection};
}

void ExclusiveLane::release(Connection& connection) {
    // What nobody takes any more is drained.
    connection.resume();
    Member& member = member_of(connection);
    member.leased = false;
    if (connection.stale()) {
        connection.recycle("the server refuses what the session is for");
    } else if (connection.ready() && !(connection.idle() && connection.outside_transaction())) {
        // Behind whatever is still in flight. Harmless when the transaction has ended by itself.
        connection.put(std::make_unique<Slot>(Control::rollback));
        connection.end_group();
        member.drain_limit->start(settings_.drain_patience);
    }
    count(member);
    serve_waiters();
}

/// A statement may take minutes, and others wait for its connection. Whatever it has changed is rolled back.
void ExclusiveLane::end_drain(Connection& connection) {
    if (!member_of(connection).leased && connection.ready() && !connection.idle()) {
        connection.recycle("nobody waits any more for what it does");
    }
}

void ExclusiveLane::count(Member& member) {
    const bool in_use = member.leased || (member.connection->ready() && !is_free(member));
    if (std::exchange(member.in_use, in_use) == in_use) {
        return;
    }
    if (in_use) {
        ++statistics_.leases;
    } else {
        --statistics_.leases;
    }
}

void ExclusiveLane::serve_waiters() {
    for (auto next = waiters_.begin(); next != waiters_.end();) {
        Member* member = free_member((*next)->hold_);
        if (member == nullptr) {
            ++next;
            continue;
        }
        Waiter* waiter = *next;
        next = waiters_.erase(next);
        waiter->grant(lend(*member, waiter->hold_));
    }
}

void ExclusiveLane::connection_ready(Connection&) {
    given_up_ = false;
    patience_->stop();
    for (Member& member : members_) {
        member.connection->open();
    }
    serve_waiters();
}

void ExclusiveLane::connection_progressed(Connection& connection) {
    Member& member = member_of(connection);
    if (!member.leased && connection.idle() && !connection.outside_transaction()) {
        connection.recycle("a transaction could not be rolled back");
    }
    count(member);
    serve_waiters();
}

void ExclusiveLane::connection_returned(std::unique_ptr<Slot> slot) {
    // Only a session's own words share a fate here, and a lost session is told to its holder.
    slot->fail(Error(ErrorKind::lost, {}, "the connection to the database broke"));
}

void ExclusiveLane::connection_refused(std::unique_ptr<Slot>&, const Error&) {}

void ExclusiveLane::connection_lost(Connection& connection) {
    count(member_of(connection));
    if (connections_ready() == 0 && !given_up_) {
        patience_->start(settings_.patience);
    }
}

void ExclusiveLane::give_up() {
    if (connections_ready() != 0) {
        return;
    }
    given_up_ = true;
    std::deque<Waiter*> waiting = std::exchange(waiters_, {});
    for (Waiter* waiter : waiting) {
        ++statistics_.unavailable;
        waiter->refuse(Error(ErrorKind::unavailable, {}, "the database cannot be reached"));
    }
}

}  // namespace gracy::postgres

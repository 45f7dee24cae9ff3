// Connections that many callers share: the reads, and the writes.
//
// Statements of one turn of the loop are collected and go out together at its end. Reads of a turn share a Sync;
// a write has one of its own, so it is its own transaction. The least loaded connection takes the next statement:
// commits on one connection are serial, and group commit needs several at work.
#pragma once

#include "postgres/connection.hpp"
#include "postgres/query.hpp"

#include <deque>
#include <memory>
#include <vector>

namespace gracy::postgres {

class SharedLane final : public Lane, private Connection::Owner {
public:
    /// `fallback` takes the statements while this lane has no connection: the primary behind a replica.
    SharedLane(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, const Settings& settings, Duty duty,
               std::size_t connections, Statistics& statistics, SharedLane* fallback = nullptr);
    ~SharedLane();

    void open();
    void submit(std::unique_ptr<Slot> slot) override;

    std::size_t connections_ready() const;
    /// How often its last connection was lost.
    unsigned outages() const { return outages_; }
    /// Why the lane has fewer connections than it should; empty when it has all.
    std::string trouble() const;

private:
    void connection_ready(Connection& connection) override;
    void connection_progressed(Connection& connection) override;
    void connection_returned(std::unique_ptr<Slot> slot) override;
    void connection_refused(std::unique_ptr<Slot>& slot, const Error& error) override;
    void connection_lost(Connection& connection) override;

    void dispatch();
    void send(Connection& connection, std::unique_ptr<Slot> slot);
    Connection* least_loaded();
    void give_up();
    void fail_queued();

    const Settings& settings_;
    Duty duty_;
    Statistics& statistics_;
    SharedLane* fallback_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::deque<std::unique_ptr<Slot>> queue_;
    std::unique_ptr<io::Deferred> dispatch_;
    std::unique_ptr<io::Timer> patience_;
    // No connection for longer than the patience: statements are refused at once until one is back.
    bool given_up_ = false;
    unsigned outages_ = 0;
};

}  // namespace gracy::postgres

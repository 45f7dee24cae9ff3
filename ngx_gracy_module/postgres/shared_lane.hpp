// Connections that many callers share: the reads, and the writes.
//
// Statements of one turn of the loop are collected and go out together at its end, each to the least loaded connection.
//
// Reads of a turn share a Sync, and a connection takes no more of them until it has answered those before: they wait
// here meanwhile, so that the busier the database is, the more of them share the next Sync. Otherwise the loop, which
// is quicker than the server, would send nearly each of them alone, and wake a process for every message (measured with
// 64 clients and a page of 20 rows: 1.1 reads a Sync instead of 29, and a third more CPU for each).
//
// A write has a Sync of its own, so it is its own transaction, and goes out at once: commits on one connection are
// serial, and group commit needs several at work.
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
    SharedLane(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, const Settings& settings,
               Duty duty, std::size_t connections, Statistics& statistics, SharedLane* fallback = nullptr);
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
    /// It has a Sync of its own.
    bool stands_alone(const Slot& slot) const { return slot.alone || duty_ == Duty::writes; }
    bool takes(const Connection& connection, const Slot& next) const;
    Connection* least_loaded_for(const Slot& next);
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

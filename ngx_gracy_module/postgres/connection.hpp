// One connection in pipeline mode: statements go out one behind the other, results come back in the same order.
//
// State machine: closed -> connecting -> preparing -> ready, and from any of them through `backing_off` to connecting.
#pragma once

#include "postgres/error.hpp"
#include "postgres/link.hpp"
#include "postgres/session_settings.hpp"
#include "postgres/settings.hpp"
#include "postgres/slot.hpp"
#include "postgres/statistics.hpp"

#include <deque>

namespace gracy::postgres {

class Connection final : private Link::Owner {
  public:
    class Owner {
      public:
        /// Prepared and idle.
        virtual void connection_ready(Connection& connection) = 0;
        /// Room for more, or everything answered.
        virtual void connection_progressed(Connection& connection) = 0;
        /// A statement that was never run and may go out again, in order: its group was aborted by a neighbour, or
        /// it is a read whose connection broke.
        virtual void connection_returned(std::unique_ptr<Slot> slot) = 0;
        /// May take a failed statement elsewhere; what it leaves is told to the waiter.
        virtual void connection_refused(std::unique_ptr<Slot>& slot, const Error& error) = 0;
        /// It was ready and is not any more; it comes back by itself.
        virtual void connection_lost(Connection& connection) = 0;

      protected:
        ~Owner() = default;
    };

    Connection(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, const Settings& settings,
               Duty duty, Statistics& statistics, Owner& owner);
    ~Connection();

    void open();

    /// Grows with every session: a lease remembers which one it began with.
    unsigned session() const { return session_; }
    bool ready() const { return state_ == State::ready; }
    /// Statements that wait for their result.
    std::size_t in_flight() const { return in_flight_; }
    bool idle() const { return ready() && pipeline_.empty(); }
    /// Something was put and `end_group` not called yet.
    bool group_open() const { return group_open_; }
    /// True when no transaction is open. Meaningful while idle.
    bool outside_transaction() const;

    /// Puts a statement into the pipeline; `end_group` sends what was put so far. Precondition: ready.
    /// An abandoned slot is dropped instead.
    void put(std::unique_ptr<Slot> slot);
    void end_group();

    /// Goes on reading after a waiter had no room for more rows.
    void resume();

    /// Closes and connects again, failing what is in flight.
    void recycle(const std::string& why);

    /// The server forgot a statement or its plan (a migration ran), or takes no writes: recycle before the next use.
    bool stale() const { return stale_; }

    /// The last reason for not being ready; empty while ready. For /readyz.
    const std::string& trouble() const { return trouble_; }

  private:
    enum class State : unsigned char { closed, connecting, preparing, ready, backing_off };
    enum class Expected : unsigned char { statement, settings, preparation, description, sync };

    struct Entry {
        Expected expected;
        std::uint16_t statement = 0;
        std::unique_ptr<Slot> slot = nullptr;
    };

    void link_connected() override;
    void link_readable() override;
    void link_lost(const std::string& why) override;

    void connect();
    void prepare();
    bool prepares(const StatementInfo& statement) const;
    void hand_over_row(Result row);
    void finish_head(Result result);
    void finish_statement(Entry entry, Result result);
    void finish_failed(Entry entry, Error error);
    void finish_group();
    void hand_over(std::unique_ptr<Slot> slot, Result result);
    void check_settings(const pg_result* result);
    void check_description(std::uint16_t statement, const pg_result* result);
    void watch_progress();
    void release_in_flight(Entry entry);
    void lose(const std::string& why);

    io::Reactor& reactor_;
    const Settings& settings_;
    Duty duty_;
    Statistics& statistics_;
    Owner& owner_;
    Link link_;
    std::unique_ptr<io::Timer> backoff_timer_;
    std::unique_ptr<io::Timer> stall_timer_;
    std::deque<Entry> pipeline_;
    Result head_result_;
    // A write answers before it commits: its result waits here for the Sync behind it.
    std::unique_ptr<Slot> uncommitted_;
    Result uncommitted_result_;
    std::chrono::steady_clock::time_point last_progress_;
    std::size_t in_flight_ = 0;
    unsigned attempts_ = 0;
    unsigned session_ = 0;
    State state_ = State::closed;
    bool group_open_ = false;
    bool stall_watched_ = false;
    // A waiter has no room for more rows: nothing is read meanwhile.
    bool paused_ = false;
    bool stale_ = false;
    std::string trouble_ = "not connected yet";
};

}  // namespace gracy::postgres

// Connections that one caller holds at a time: transactions with control flow, exports, analytics.
#pragma once

#include "postgres/connection.hpp"
#include "postgres/query.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace gracy::postgres {

class ExclusiveLane;

/// For how long a connection is leased. One of several is always kept from those who hold theirs for long, so that a
/// transaction of some milliseconds waits for others like it, and never for an export.
enum class Hold : unsigned char { briefly, long_time };

/// The right to use one connection. Letting go of it in the middle of anything is safe: what is in flight is drained,
/// or ended with its session where that takes long, and an open transaction is rolled back before the next holder gets
/// the connection.
class Lease final : public Lane {
  public:
    Lease(ExclusiveLane& lane, Connection& connection);
    Lease(Lease&& other) noexcept
        : lane_(std::exchange(other.lane_, nullptr)), connection_(other.connection_), session_(other.session_) {}
    Lease& operator=(Lease&&) = delete;
    ~Lease();

    /// Every statement is alone between Syncs; without an open transaction it is its own.
    /// Fails when the connection broke since the lease began, even if it is back: a transaction does not survive that.
    void submit(std::unique_ptr<Slot> slot) override;

    /// Whoever takes a statement's rows as they arrive has room again.
    void resume();

  private:
    ExclusiveLane* lane_;
    Connection* connection_;
    unsigned session_;
};

class ExclusiveLane final : private Connection::Owner {
  public:
    ExclusiveLane(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, const Settings& settings,
                  std::size_t connections, Statistics& statistics);
    ~ExclusiveLane();

    void open();

    /// `co_await lane.lease()` gives a Lease; waits in a bounded queue. Throws Error (overloaded, unavailable).
    class [[nodiscard]] Waiter {
      public:
        Waiter(ExclusiveLane& lane, Hold hold) : lane_(lane), hold_(hold) {}
        Waiter(Waiter&&) = delete;
        ~Waiter();
        bool await_ready();
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> waiting) {
            runner_ = waiting.promise().runner;
            waiting_ = waiting;
            lane_.waiters_.push_back(this);
        }
        Lease await_resume();

      private:
        friend class ExclusiveLane;
        void grant(Lease lease);
        void refuse(Error error);

        ExclusiveLane& lane_;
        Hold hold_;
        std::optional<Lease> lease_;
        std::optional<Error> error_;
        base::Runner* runner_ = nullptr;
        std::coroutine_handle<> waiting_;
    };
    Waiter lease(Hold hold) { return {*this, hold}; }

    std::size_t connections_ready() const;
    std::string trouble() const;

  private:
    friend class Lease;

    struct Member {
        std::unique_ptr<Connection> connection;
        /// For what a lease has left in flight.
        std::unique_ptr<io::Timer> drain_limit;
        bool leased = false;
        /// Of the last lease: what it has left in flight holds the connection on.
        Hold hold = Hold::briefly;
        /// As counted: leased, or not free again.
        bool in_use = false;
    };

    void connection_ready(Connection& connection) override;
    void connection_progressed(Connection& connection) override;
    void connection_returned(std::unique_ptr<Slot> slot) override;
    void connection_refused(std::unique_ptr<Slot>& slot, const Error& error) override;
    void connection_lost(Connection& connection) override;

    Member& member_of(const Connection& connection);
    static bool is_free(const Member& member);
    Member* free_member(Hold hold);
    Lease lend(Member& member, Hold hold);
    void release(Connection& connection);
    void end_drain(Connection& connection);
    void count(Member& member);
    void serve_waiters();
    void give_up();

    const Settings& settings_;
    Statistics& statistics_;
    std::vector<Member> members_;
    std::deque<Waiter*> waiters_;
    std::unique_ptr<io::Timer> patience_;
    bool given_up_ = false;
};

}  // namespace gracy::postgres

// One libpq connection on the loop: establishing it, and moving bytes. What travels is somebody else's business.
//
// libpq's traps that this file exists for: the descriptor may change or be closed inside any libpq call, so a
// duplicate is watched and made anew after every poll of the connect; watching is level-triggered; names are looked
// up before libpq could block on them; libpq's own connect timeout does not apply to PQconnectPoll, so that it waits
// for ever for a host that swallows everything, and never comes to the next one.
#pragma once

#include "io/pump.hpp"
#include "io/reactor.hpp"
#include "io/resolver.hpp"
#include "postgres/conninfo.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

struct pg_conn;

namespace gracy::postgres {

class Link {
  public:
    class Owner {
      public:
        virtual void link_connected() = 0;
        /// Data has arrived and libpq has taken it in.
        virtual void link_readable() = 0;
        /// The link is closed; `why` is for the log.
        virtual void link_lost(const std::string& why) = 0;

      protected:
        ~Owner() = default;
    };

    Link(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, Owner& owner);
    Link(const Link&) = delete;
    Link& operator=(const Link&) = delete;
    ~Link();

    /// Begins to connect, to the first of the hosts that will do. `options` are session settings for this connection.
    /// The owner hears of the end. `timeout`: of the whole attempt; the next one begins an address further.
    void connect(const std::string& options, const std::string& application_name, std::chrono::milliseconds timeout);

    /// Null unless connected.
    pg_conn* connection() const { return connection_.get(); }

    /// Sends what libpq has buffered, now and whenever the socket has room. May lose the link.
    void flush();

    /// Stops reading, and goes on. What the server sends meanwhile waits in the sockets' buffers, and then on its side.
    void pause();
    void resume();

    /// Closes without telling the owner.
    void close() noexcept;

  private:
    base::Task<void> resolve();
    void start(const std::vector<std::vector<std::string>>& addresses);
    void poll();
    void attach(io::Interest interest);
    void on_ready(io::Interest ready);
    void read();
    void watch();
    bool waits_in_openssl() const;
    void lose(const std::string& why);
    std::string libpq_message() const;
    std::string why_not_connected() const;

    struct Finish {
        void operator()(pg_conn* connection) const noexcept;
    };

    io::Reactor& reactor_;
    io::Resolver& resolver_;
    const Conninfo& conninfo_;
    Owner& owner_;
    std::string options_;
    std::string application_name_;
    std::vector<std::vector<std::string>> addresses_;
    /// Of the hosts that have no address at the moment; empty when all have one.
    std::string lookup_failure_;
    /// How many addresses were waited for in vain, so that others are tried before them.
    std::size_t passed_by_ = 0;
    std::unique_ptr<io::Pump> lookup_;
    std::unique_ptr<io::Timer> connect_timer_;
    // The watch's duplicate is closed before libpq's own descriptor, see ~Link and close.
    std::unique_ptr<pg_conn, Finish> connection_;
    std::unique_ptr<io::Watch> watch_;
    bool connected_ = false;
    bool wants_write_ = false;
    bool paused_ = false;
};

}  // namespace gracy::postgres

// The connections to one server ("Connection Monitoring and Pooling").
#pragma once

#include "mongodb/handshake.hpp"
#include "mongodb/statistics.hpp"

#include <list>
#include <memory>
#include <optional>

namespace gracy::mongodb {

/// What every connection of one client needs. All must outlive the client's pools and monitors.
struct Surroundings {
    io::Reactor& reactor;
    io::Resolver& resolver;
    const TlsContext* tls;
    Handshake& handshake;
    const Settings& settings;
    Statistics& statistics;
};

class Pool : public std::enable_shared_from_this<Pool> {
  public:
    Pool(const Surroundings& surroundings, Host host);
    Pool(const Pool&) = delete;
    Pool& operator=(const Pool&) = delete;
    ~Pool();

    /// A connection for as long as it is held. A broken one is not given back.
    class Lease {
      public:
        Lease(std::shared_ptr<Pool> pool, std::unique_ptr<Connection> connection, unsigned generation);
        Lease(Lease&&) noexcept = default;
        ~Lease();
        Connection& connection() const { return *connection_; }
        /// Of the pool when the connection was made: what an older one has to say is no news.
        unsigned generation() const { return generation_; }

      private:
        std::shared_ptr<Pool> pool_;
        std::unique_ptr<Connection> connection_;
        unsigned generation_;
    };

    /// An idle connection or a new one; waits while all are in use. The caller keeps the pool alive meanwhile. Throws
    /// NetworkError and, also for a while after the server has refused us, AuthenticationError.
    base::Task<Lease> check_out(Deadline deadline);

    /// Closes what is idle, and what is in use once it comes back.
    void clear();
    unsigned generation() const { return generation_; }
    const Host& host() const { return host_; }

  private:
    struct Idle {
        std::unique_ptr<Connection> connection;
        Deadline until;
    };
    class Opening;

    base::Task<Lease> make(Deadline deadline);
    std::optional<Lease> take_idle();
    void give_back(std::unique_ptr<Connection> connection, unsigned generation) noexcept;
    void drop_idle(std::list<Idle>::iterator place);
    void closed(std::size_t connections) noexcept;

    Surroundings surroundings_;
    Host host_;
    std::list<Idle> idle_;
    Condition changed_;
    std::size_t open_ = 0;
    std::size_t connecting_ = 0;
    unsigned generation_ = 0;
    std::optional<Deadline> refused_until_;
    std::string refusal_;
};

}  // namespace gracy::mongodb

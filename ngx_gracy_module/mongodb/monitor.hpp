// Asks one server again and again what it is, on a connection of its own and without signing in.
#pragma once

#include "io/pump.hpp"
#include "mongodb/pool.hpp"

#include <functional>
#include <memory>

namespace gracy::mongodb {

class Monitor {
  public:
    /// Told after each look, also after one that failed: the server is then unknown. It must not destroy the monitor.
    using Report = std::function<void(ServerDescription)>;

    Monitor(const Surroundings& surroundings, Host host, Report report);
    Monitor(const Monitor&) = delete;
    Monitor& operator=(const Monitor&) = delete;

    /// Does not wait for the next heartbeat; at most every `least_heartbeat`.
    void hurry();

  private:
    base::Task<void> watch();
    base::Task<ServerDescription> look();
    base::Task<void> pause();

    Surroundings surroundings_;
    Host host_;
    Report report_;
    std::unique_ptr<Connection> connection_;
    bool was_known_ = false;
    bool hurry_ = false;
    Condition hurried_;
    io::Pump pump_;
};

}  // namespace gracy::mongodb

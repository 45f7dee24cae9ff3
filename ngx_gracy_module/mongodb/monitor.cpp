#include "mongodb/monitor.hpp"

#include "base/log.hpp"
#include "io/sleep.hpp"

#include <utility>

namespace gracy::mongodb {

Monitor::Monitor(const Surroundings& surroundings, Host host, Report report)
    : surroundings_(surroundings),
      host_(std::move(host)),
      report_(std::move(report)),
      hurried_(surroundings.reactor),
      pump_(surroundings.reactor, watch(), [this](const std::exception_ptr& failure) {
          // Whatever a server sends is a NetworkError; only memory can be missing here.
          if (failure) {
              base::log(base::LogLevel::error, "mongodb {}: is not watched any more", host_.text());
          }
      }) {
    pump_.start();
}

base::Task<void> Monitor::watch() {
    for (;;) {
        ServerDescription server = co_await look();
        const bool known = server.type != ServerType::unknown;
        const bool lost = std::exchange(was_known_, known) && !known;
        report_(std::move(server));
        // A connection that broke may only have been old: one more look tells it from a server that is gone.
        if (!lost) {
            co_await pause();
        }
    }
}

base::Task<ServerDescription> Monitor::look() {
    const Deadline deadline = surroundings_.reactor.now() + surroundings_.settings.connect_timeout;
    std::string trouble;
    try {
        if (connection_) {
            connection_->server = co_await Handshake::ask_again(*connection_, deadline);
        } else {
            connection_ = std::make_unique<Connection>(surroundings_.reactor, host_);
            co_await connection_->open(surroundings_.resolver, surroundings_.tls, deadline);
            connection_->server = co_await surroundings_.handshake.greet(*connection_, deadline);
        }
        co_return connection_->server;
    } catch (const NetworkError& error) {
        trouble = error.what();
    }
    connection_.reset();
    co_return ServerDescription::unknown(host_, std::move(trouble));
}

base::Task<void> Monitor::pause() {
    const Settings& settings = surroundings_.settings;
    const auto begun = surroundings_.reactor.now();
    co_await io::Sleep(surroundings_.reactor, std::min(settings.least_heartbeat, settings.heartbeat));
    // Whoever asked meanwhile has waited long enough.
    if (!hurry_) {
        co_await hurried_.until(begun + settings.heartbeat);
    }
    hurry_ = false;
}

void Monitor::hurry() {
    hurry_ = true;
    hurried_.notify_all();
}

}  // namespace gracy::mongodb

// A client on a hand-turned loop with real time, and a server that a test may hurt.
#pragma once

#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "io/resolver.hpp"
#include "io/sleep.hpp"
#include "io/thread_offload.hpp"
#include "postgres/client.hpp"
#include "statements.hpp"
#include "test.hpp"

#include <deque>
#include <exception>
#include <memory>
#include <string>

namespace gracy::test {

/// Runs one of the server's control words (start, stop, restart, freeze, thaw, sql "..."), as tests/postgres/run
/// defines them. Throws when it fails.
void control(const std::string& words);

/// Stops (or freezes) the server for a while; whatever happens in the test, the next one finds it well.
class Hurt {
  public:
    Hurt(const std::string& wound, std::string remedy) : remedy_(std::move(remedy)) { control(wound); }
    ~Hurt() { heal(); }
    void heal() {
        if (!remedy_.empty()) {
            control(std::exchange(remedy_, {}));
        }
    }

  private:
    std::string remedy_;
};

/// The server's connection string over the socket, or over TCP with `sslmode`.
std::string server_over_socket();
std::string server_over_network(const std::string& sslmode);
/// Over TCP it listens at localhost.
std::string server_port();

/// Small and impatient, so that tests are quick.
postgres::Settings quick_settings();

class Server {
  public:
    explicit Server(postgres::Settings settings = quick_settings(), const std::string& primary = server_over_socket(),
                    const std::vector<std::string>& replicas = {});
    ~Server();

    /// Begins to connect, once; the two below do it as well.
    void open();
    /// One more caller; it lives as long as the server's other members.
    postgres::Client& client(bool reads_primary = false);

    /// Waits until every lane has all its connections.
    void wait_until_ready();
    bool ready() const;

    io::ManualReactor reactor{io::ManualReactor::Time::real};
    io::ThreadOffload offload{reactor, 1, 8};
    io::SystemResolver resolver{offload};
    postgres::Statistics statistics;
    std::unique_ptr<postgres::Database> database;

  private:
    std::deque<postgres::Client> clients_;
    bool open_ = false;
};

/// A task that is on its way, so that a test may look at it or destroy it in the middle.
class Running {
  public:
    Running(Server& server, base::Task<void> task);
    bool finished() const { return finished_; }
    /// Turns the loop until the end; rethrows the task's exception.
    void wait(std::chrono::milliseconds limit = std::chrono::seconds(10));

  private:
    Server& server_;
    bool finished_ = false;
    std::exception_ptr failure_;
    io::Pump pump_;
};

/// Runs a task to its end.
void run(Server& server, base::Task<void> task);

}  // namespace gracy::test

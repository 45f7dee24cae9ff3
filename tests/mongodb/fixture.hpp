// A client on a hand-turned loop with real time, and mock servers that a test tells what to do (tests/mongodb/mock).
#pragma once

#include "base/json.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "io/resolver.hpp"
#include "io/thread_offload.hpp"
#include "mongodb/client.hpp"
#include "test.hpp"

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <vector>

namespace gracy::test {

/// One request to the mock's control port; see tests/mongodb/mock/control.py. Throws when it is not understood.
base::Json control(const std::string& request);

/// Mock servers; they end with it, and what a test left over does not reach the next one. Fails the test when a server
/// has seen something that our client must never send.
class Servers {
  public:
    Servers() { control(R"({"do":"reset"})"); }
    ~Servers();

    /// Starts one; `traits` are further members of the request, such as R"("role":"primary")". Returns its port.
    int start(const std::string& name, const std::string& traits = {});
    /// The next answers of `name` to `command`, as a JSON array of steps.
    void script(const std::string& name, const std::string& command, const std::string& steps);
    void tell(const std::string& what, const std::string& name, const std::string& more = {});
    base::Json state(const std::string& name = "a");

    /// How many documents `name` keeps, how often it got `command`, and how many documents came in all inserts.
    std::size_t stored(const std::string& name = "a");
    std::int64_t commands(const std::string& command, const std::string& name = "a");

    /// Throws what servers complained about.
    void check();

  private:
    std::list<std::string> names_;
};

/// One insert that is on its way.
class Pending {
  public:
    Pending(io::Reactor& reactor, base::Task<mongodb::Stored> task);
    bool finished() const { return finished_; }
    /// "stored", "before", or what was thrown: "unavailable: ...", "refused: ..."
    const std::string& outcome() const { return outcome_; }

  private:
    base::Task<void> run(base::Task<mongodb::Stored> task);

    bool finished_ = false;
    std::string outcome_;
    io::Pump pump_;
};

class Fixture {
  public:
    /// `target`: a connection string, without its scheme.
    explicit Fixture(const std::string& target);

    Pending& insert(const std::string& id, std::size_t size = 0);
    /// Inserts and waits; what became of it.
    std::string store(const std::string& id);
    /// Waits until all inserts have an outcome.
    void settle();
    bool until(std::move_only_function<bool()> condition, std::chrono::milliseconds limit = std::chrono::seconds(15)) {
        return reactor.run_until(std::move(condition), limit);
    }
    void wait_until_writable() {
        EXPECT(until([this] { return client->writable(); }));
    }

    io::ManualReactor reactor{io::ManualReactor::Time::real};
    io::ThreadOffload offload{reactor, 1, 8};
    io::SystemResolver resolver{offload};
    mongodb::Statistics statistics;
    std::unique_ptr<mongodb::Client> client;
    std::list<Pending> pending;
};

/// A file that tests/mongodb/run has made: "authority.crt", ...
std::string certificate(const std::string& name);

/// `count` ids that begin with `prefix`.
std::vector<std::string> ids(const std::string& prefix, int count);

}  // namespace gracy::test

// LISTEN and NOTIFY, on a connection of their own to the primary.
//
// NOTIFY only wakes: whoever listens also looks by itself once a second. Because NOTIFY inside a transaction
// serialises commits, no write carries one; they are sent here, after the commit, at most one a channel every 10 ms.
#pragma once

#include "postgres/link.hpp"
#include "postgres/settings.hpp"
#include "postgres/statistics.hpp"

#include <string>
#include <vector>

namespace gracy::postgres {

class Listener final : private Link::Owner {
  public:
    Listener(io::Reactor& reactor, io::Resolver& resolver, const Conninfo& conninfo, const Settings& settings,
             Statistics& statistics);

    /// Calls `on_wake` for every notification on `channel` (a lower-case word), and after every (re)connect, when
    /// notifications may have been missed. Before `open`.
    void listen(const std::string& channel, io::Callback on_wake);
    /// Calls `on_reconnect` before any `on_wake` of the new session: what was kept warm is no longer trusted.
    void on_reconnect(io::Callback on_reconnect) { on_reconnect_.push_back(std::move(on_reconnect)); }
    void open();

    /// Wakes the listeners of `channel` in every process, soon.
    void notify(const std::string& channel);

    bool listening() const { return state_ == State::listening; }
    const std::string& trouble() const { return trouble_; }

  private:
    enum class State : unsigned char { connecting, subscribing, listening, backing_off };

    struct Channel {
        std::string name;
        io::Callback on_wake;
    };

    void link_connected() override;
    void link_readable() override;
    void link_lost(const std::string& why) override;
    void connect();
    void send(const std::string& words);
    void send_pending();
    void finished();
    void lose(const std::string& why);

    io::Reactor& reactor_;
    const Settings& settings_;
    Statistics& statistics_;
    Link link_;
    std::unique_ptr<io::Timer> backoff_timer_;
    std::unique_ptr<io::Timer> coalesce_timer_;
    // While a command is on its way.
    std::unique_ptr<io::Timer> stall_timer_;
    std::vector<Channel> channels_;
    std::vector<io::Callback> on_reconnect_;
    std::vector<std::string> pending_;
    State state_ = State::connecting;
    bool busy_ = false;
    unsigned attempts_ = 0;
    std::string trouble_ = "not connected yet";
};

}  // namespace gracy::postgres

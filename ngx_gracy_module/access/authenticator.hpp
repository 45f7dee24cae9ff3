// Who holds a session or a token, from memory.
//
// A look-up is remembered for 30 seconds. While notifications arrive, a change takes effect within a second: triggers
// write what changed into access_change, whoever changes something wakes the channel gracy_access, and this reads the
// rows when woken and each second regardless. After the listening connection was lost everything is forgotten. A
// look-up that began before something was forgotten is not believed: it is made again.
#pragma once

#include "access/identity.hpp"
#include "access/identity_cache.hpp"
#include "io/pump.hpp"
#include "io/reactor.hpp"

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace gracy::access {

class Authenticator {
  public:
    static constexpr std::string_view channel = "gracy_access";

    struct Statistics {
        std::uint64_t hits = 0;
        std::uint64_t look_ups = 0;
        /// Requests that waited for a look-up that another had begun.
        std::uint64_t shared = 0;
        std::uint64_t changes = 0;
        std::uint64_t failures = 0;
    };

    /// All must outlive the authenticator.
    Authenticator(io::Reactor& reactor, const base::Clock& clock, Identities& identities,
                  std::chrono::seconds session_idle, IdentityCache::Limits limits = {});
    Authenticator(const Authenticator&) = delete;
    Authenticator& operator=(const Authenticator&) = delete;
    ~Authenticator();

    /// Begins to follow changes, and then again each second and when woken. `listener` is not open yet and gets
    /// callbacks, so the authenticator must outlive what runs the listener.
    void follow(postgres::Listener& listener);
    /// The same without a listener (tests).
    void follow();

    /// From memory only. Nothing does not mean nobody.
    std::optional<Principal> recall(const Credential& credential);

    /// Nothing: nobody. Throws postgres::Error.
    base::Task<std::optional<Principal>> look_up(Credential credential);

    /// The same session or token as it stands now, from memory if that is known. Nothing: it has ended.
    base::Task<std::optional<Principal>> look_again(const Principal& who);

    /// This process has just ended a credential itself and need not hear of it.
    void forget(const base::Sha256& hash);
    /// Nothing that is remembered can be trusted any more.
    void forget_everything();
    /// Reads the changes now.
    void wake();

    const Statistics& statistics() const { return statistics_; }
    std::size_t remembered() const { return cache_.size(); }

  private:
    class Arrival;
    class Nap;

    /// One look-up under way, and who waits for it.
    struct Flight {
        Credential credential;
        std::vector<Arrival*> waiting;
        std::optional<Identity> found;
        std::unique_ptr<io::Pump> pump;
    };
    using Flights = std::map<base::Sha256, std::unique_ptr<Flight>>;

    base::Task<void> fly(Flight& flight);
    void land(const base::Sha256& hash, const std::exception_ptr& failure);
    base::Task<void> watch();
    base::Task<void> read_changes();
    void apply(const std::vector<AccessChange>& changes);

    void keep_alive(const Identity& identity);
    void note_use(const Identity& identity);
    base::Task<void> touch_session(base::Sha256 hash);
    base::Task<void> touch_api_token(std::int64_t team_space_id, std::int64_t token_id);
    /// Runs a task that nobody waits for.
    void run_aside(base::Task<void> task);

    io::Reactor& reactor_;
    const base::Clock& clock_;
    Identities& identities_;
    std::chrono::seconds session_idle_;
    IdentityCache cache_;
    Statistics statistics_;
    /// Counts what was forgotten.
    std::uint64_t generation_ = 0;

    Flights flights_;
    std::list<std::unique_ptr<io::Pump>> aside_;

    std::optional<std::int64_t> position_;
    /// Ids of the last reading, in order.
    std::vector<std::int64_t> seen_;
    Nap* nap_ = nullptr;
    bool woken_ = false;
    std::unique_ptr<io::Pump> watch_;

    /// Sessions that are being touched, and tokens that were noted on `noted_day_`.
    std::set<base::Sha256> touching_;
    std::set<std::int64_t> noted_tokens_;
    base::Date noted_day_{};
};

}  // namespace gracy::access

#include "access/authenticator.hpp"

#include "base/log.hpp"
#include "postgres/error.hpp"

#include <algorithm>

namespace gracy::access {
namespace {

// A look-up that something overtakes is made again, but not for ever: what is left is answered and not remembered.
constexpr int most_attempts = 3;

constexpr std::chrono::milliseconds poll_interval{1000};

// An idle end moves at most this often, so that reading does not turn into writing.
constexpr std::chrono::seconds touch_interval = std::chrono::minutes(10);

}  // namespace

/// Waits for a flight to land.
class Authenticator::Arrival {
  public:
    Arrival(Flight& flight) : flight_(&flight) { flight.waiting.push_back(this); }
    Arrival(const Arrival&) = delete;
    Arrival& operator=(const Arrival&) = delete;
    ~Arrival() {
        if (flight_ != nullptr) {
            std::erase(flight_->waiting, this);
        }
    }

    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) noexcept {
        runner_ = waiting.promise().runner;
        waiting_ = waiting;
    }
    std::optional<Principal> await_resume() {
        if (failure_) {
            std::rethrow_exception(failure_);
        }
        return std::move(principal_);
    }

    /// Nobody will come.
    void abandon() { flight_ = nullptr; }

    void land(const std::optional<Identity>& found, const std::exception_ptr& failure) {
        flight_ = nullptr;
        failure_ = failure;
        if (found) {
            principal_ = found->principal;
        }
        runner_->ready(waiting_);
    }

  private:
    Flight* flight_;
    std::optional<Principal> principal_;
    std::exception_ptr failure_;
    base::Runner* runner_ = nullptr;
    std::coroutine_handle<> waiting_;
};

/// Sleeps until the next look at the changes is due, or somebody wakes it.
class Authenticator::Nap {
  public:
    explicit Nap(Authenticator& authenticator)
        : authenticator_(authenticator),
          timer_(authenticator.reactor_.timer(io::AtShutdown::ignores, [this] { end(); })) {}
    Nap(const Nap&) = delete;
    Nap& operator=(const Nap&) = delete;
    ~Nap() { authenticator_.nap_ = nullptr; }

    bool await_ready() noexcept { return std::exchange(authenticator_.woken_, false); }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> waiting) {
        runner_ = waiting.promise().runner;
        waiting_ = waiting;
        authenticator_.nap_ = this;
        timer_->start(poll_interval);
    }
    void await_resume() const noexcept {}

    void end() {
        timer_->stop();
        authenticator_.nap_ = nullptr;
        runner_->ready(waiting_);
    }

  private:
    Authenticator& authenticator_;
    std::unique_ptr<io::Timer> timer_;
    base::Runner* runner_ = nullptr;
    std::coroutine_handle<> waiting_;
};

Authenticator::Authenticator(io::Reactor& reactor, const base::Clock& clock, Identities& identities,
                             std::chrono::seconds session_idle, IdentityCache::Limits limits)
    : reactor_(reactor), clock_(clock), identities_(identities), session_idle_(session_idle), cache_(limits) {}

Authenticator::~Authenticator() {
    for (const auto& [hash, flight] : flights_) {
        for (Arrival* waiter : flight->waiting) {
            waiter->abandon();
        }
    }
    // Its nap refers to us.
    watch_.reset();
}

void Authenticator::follow(postgres::Listener& listener) {
    listener.listen(std::string(channel), [this] { wake(); });
    listener.on_reconnect([this] {
        // Changes went by unseen, and it may be another server, whose ids are behind the old one's.
        forget_everything();
        position_.reset();
        wake();
    });
    follow();
}

void Authenticator::follow() {
    watch_ = std::make_unique<io::Pump>(reactor_, watch(), [](const std::exception_ptr&) {});
    watch_->start();
}

std::optional<Principal> Authenticator::recall(const Credential& credential) {
    Identity* identity = cache_.find(credential.hash, reactor_.now());
    if (identity == nullptr || identity->is_over(clock_.now())) {
        return std::nullopt;
    }
    ++statistics_.hits;
    keep_alive(*identity);
    return identity->principal;
}

base::Task<std::optional<Principal>> Authenticator::look_again(const Principal& who) {
    const Credential credential{
        .kind = who.kind == Principal::Kind::session ? Credential::Kind::session : Credential::Kind::api_token,
        .hash = who.credential};
    std::optional<Principal> known = recall(credential);
    if (!known) {
        known = co_await look_up(credential);
    }
    co_return known;
}

base::Task<std::optional<Principal>> Authenticator::look_up(Credential credential) {
    if (cache_.is_unknown(credential.hash, reactor_.now())) {
        ++statistics_.hits;
        co_return std::nullopt;
    }
    const auto [place, is_new] = flights_.try_emplace(credential.hash);
    if (is_new) {
        ++statistics_.look_ups;
        place->second =
            std::make_unique<Flight>(Flight{.credential = credential, .waiting = {}, .found = {}, .pump = {}});
        Flight& flight = *place->second;
        flight.pump = std::make_unique<io::Pump>(
            reactor_, fly(flight),
            [this, hash = credential.hash](const std::exception_ptr& failure) { land(hash, failure); });
        flight.pump->start();
    } else {
        ++statistics_.shared;
    }
    co_return co_await Arrival(*place->second);
}

base::Task<void> Authenticator::fly(Flight& flight) {
    for (int attempt = 1;; ++attempt) {
        const std::uint64_t began = generation_;
        flight.found = co_await identities_.find(flight.credential);
        if (generation_ == began) {
            break;
        }
        if (attempt == most_attempts) {
            co_return;
        }
    }
    const auto now = reactor_.now();
    if (flight.found) {
        cache_.remember(flight.credential.hash, *flight.found, now);
        note_use(*flight.found);
        keep_alive(*flight.found);
    } else {
        cache_.remember_unknown(flight.credential.hash, now);
    }
}

void Authenticator::land(const base::Sha256& hash, const std::exception_ptr& failure) {
    // First out of the map: whoever asks from now on begins anew.
    const auto node = flights_.extract(hash);
    Flight& flight = *node.mapped();
    for (Arrival* waiter : flight.waiting) {
        waiter->land(flight.found, failure);
    }
}

void Authenticator::forget(const base::Sha256& hash) {
    ++generation_;
    cache_.forget(hash);
}

void Authenticator::forget_everything() {
    ++generation_;
    cache_.clear();
}

void Authenticator::wake() {
    if (nap_ != nullptr) {
        nap_->end();
    } else {
        woken_ = true;
    }
}

base::Task<void> Authenticator::watch() {
    for (;;) {
        try {
            co_await read_changes();
        } catch (const postgres::Error&) {
            // Nothing to do but to look again: what is remembered ages by itself.
            ++statistics_.failures;
        } catch (const std::exception& error) {
            // A defect, and no reason to hear of nothing any more.
            ++statistics_.failures;
            base::log(base::LogLevel::error, "access: changes could not be read: {}", error.what());
        }
        co_await Nap(*this);
    }
}

base::Task<void> Authenticator::read_changes() {
    if (!position_) {
        const std::uint64_t began = generation_;
        const std::int64_t latest = co_await identities_.latest_change();
        if (generation_ != began) {
            co_return;  // perhaps the server before a reconnect answered; the next look asks again
        }
        // What was looked up before we knew where to begin may have changed in between.
        forget_everything();
        seen_.clear();
        position_ = latest;
    }
    const std::int64_t position = *position_;
    const std::vector<AccessChange> changes = co_await identities_.changes_after(position);
    if (position_ == position) {
        apply(changes);
    }
}

void Authenticator::apply(const std::vector<AccessChange>& changes) {
    std::vector<AccessChange> fresh;
    std::vector<std::int64_t> ids;
    for (const AccessChange& change : changes) {
        ids.push_back(change.id);
        if (!std::ranges::binary_search(seen_, change.id)) {
            fresh.push_back(change);
        }
        position_ = std::max(*position_, change.id);
    }
    std::ranges::sort(ids);
    seen_ = std::move(ids);
    if (!fresh.empty()) {
        statistics_.changes += fresh.size();
        ++generation_;
        cache_.forget(fresh);
    }
}

void Authenticator::keep_alive(const Identity& identity) {
    if (!identity.idle_expires_at || !identity.expires_at || *identity.idle_expires_at >= *identity.expires_at) {
        return;
    }
    const auto left = *identity.idle_expires_at - clock_.now();
    if (left > session_idle_ - std::min(touch_interval, session_idle_ / 2) ||
        !touching_.insert(identity.principal.credential).second) {
        return;
    }
    run_aside(touch_session(identity.principal.credential));
}

base::Task<void> Authenticator::touch_session(base::Sha256 hash) {
    try {
        const auto idle_expires_at = co_await identities_.touch_session(hash);
        Identity* identity = cache_.find(hash, reactor_.now());
        if (!idle_expires_at) {
            forget(hash);
        } else if (identity != nullptr) {
            identity->idle_expires_at = idle_expires_at;
        }
    } catch (const postgres::Error&) {
        ++statistics_.failures;  // the next use tries again
    }
    touching_.erase(hash);
}

void Authenticator::note_use(const Identity& identity) {
    if (identity.principal.kind != Principal::Kind::api_token) {
        return;
    }
    const base::Date today = std::chrono::floor<std::chrono::days>(clock_.now());
    if (today != noted_day_) {
        noted_day_ = today;
        noted_tokens_.clear();
    }
    // The statement itself writes once a day; this only spares asking it again and again.
    constexpr std::size_t most_noted = 4096;
    if (noted_tokens_.size() >= most_noted || !noted_tokens_.insert(identity.token_id).second) {
        return;
    }
    run_aside(touch_api_token(identity.principal.team_space_id, identity.token_id));
}

base::Task<void> Authenticator::touch_api_token(std::int64_t team_space_id, std::int64_t token_id) {
    try {
        co_await identities_.touch_api_token(team_space_id, token_id);
    } catch (const postgres::Error&) {
        ++statistics_.failures;
        noted_tokens_.erase(token_id);
    }
}

void Authenticator::run_aside(base::Task<void> task) {
    const auto place = aside_.emplace(aside_.end());
    *place = std::make_unique<io::Pump>(reactor_, std::move(task), [this, place](const std::exception_ptr& failure) {
        if (failure) {
            ++statistics_.failures;
        }
        aside_.erase(place);
    });
    (*place)->start();
}

}  // namespace gracy::access

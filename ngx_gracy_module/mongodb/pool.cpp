#include "mongodb/pool.hpp"

#include "base/log.hpp"

#include <utility>

namespace gracy::mongodb {

/// Counts a connection that is being made, however that ends.
class Pool::Opening {
  public:
    explicit Opening(Pool& pool) : pool_(pool) {
        ++pool_.open_;
        ++pool_.connecting_;
    }
    Opening(const Opening&) = delete;
    ~Opening() {
        --pool_.connecting_;
        if (!done_) {
            --pool_.open_;
        }
        pool_.changed_.notify_all();
    }
    void done() { done_ = true; }

  private:
    Pool& pool_;
    bool done_ = false;
};

Pool::Lease::Lease(std::shared_ptr<Pool> pool, std::unique_ptr<Connection> connection, unsigned generation)
    : pool_(std::move(pool)), connection_(std::move(connection)), generation_(generation) {}

Pool::Lease::~Lease() {
    if (connection_) {
        pool_->give_back(std::move(connection_), generation_);
    }
}

Pool::Pool(const Surroundings& surroundings, Host host)
    : surroundings_(surroundings), host_(std::move(host)), changed_(surroundings.reactor) {}

Pool::~Pool() {
    closed(idle_.size());
}

base::Task<Pool::Lease> Pool::check_out(Deadline deadline) {
    for (;;) {
        if (refused_until_ && surroundings_.reactor.now() < *refused_until_) {
            throw AuthenticationError(refusal_);
        }
        if (auto lease = take_idle()) {
            co_return std::move(*lease);
        }
        const Settings& settings = surroundings_.settings;
        if (open_ < settings.max_pool_size && connecting_ < settings.max_connecting) {
            co_return co_await make(deadline);
        }
        if (!co_await changed_.until(deadline)) {
            throw TimeoutError("no connection became free in time");
        }
    }
}

base::Task<Pool::Lease> Pool::make(Deadline deadline) {
    Opening opening(*this);
    const unsigned generation = generation_;
    auto connection = std::make_unique<Connection>(surroundings_.reactor, host_);
    deadline = std::min(deadline, surroundings_.reactor.now() + surroundings_.settings.connect_timeout);
    try {
        co_await connection->open(surroundings_.resolver, surroundings_.tls, deadline);
        co_await surroundings_.handshake.sign_in(*connection, deadline);
    } catch (const AuthenticationError& error) {
        ++surroundings_.statistics.connect_failures;
        ++surroundings_.statistics.authentication_failures;
        base::log(base::LogLevel::error, "mongodb {}: {}", host_.text(), error.what());
        refusal_ = error.what();
        refused_until_ = surroundings_.reactor.now() + surroundings_.settings.authentication_backoff;
        clear();
        throw;
    } catch (const NetworkError&) {
        ++surroundings_.statistics.connect_failures;
        throw;
    }
    refused_until_.reset();
    opening.done();
    ++surroundings_.statistics.connects;
    ++surroundings_.statistics.connections;
    co_return Lease(shared_from_this(), std::move(connection), generation);
}

std::optional<Pool::Lease> Pool::take_idle() {
    while (!idle_.empty()) {
        // The last one that was used: the others may grow old and be closed.
        Idle idle = std::move(idle_.back());
        idle_.pop_back();
        if (idle.until > surroundings_.reactor.now()) {
            return Lease(shared_from_this(), std::move(idle.connection), generation_);
        }
        closed(1);
    }
    return std::nullopt;
}

void Pool::give_back(std::unique_ptr<Connection> connection, unsigned generation) noexcept {
    if (connection->broken() || generation != generation_) {
        if (connection->broken()) {
            ++surroundings_.statistics.losses;
        }
        closed(1);
        return;
    }
    const auto place = idle_.insert(
        idle_.end(), {std::move(connection), surroundings_.reactor.now() + surroundings_.settings.max_idle_time});
    try {
        place->connection->watch_idle([this, place] {
            ++surroundings_.statistics.losses;
            drop_idle(place);
        });
    } catch (const std::exception&) {
        drop_idle(place);
        return;
    }
    changed_.notify_one();
}

void Pool::drop_idle(std::list<Idle>::iterator place) {
    idle_.erase(place);
    closed(1);
}

void Pool::closed(std::size_t connections) noexcept {
    open_ -= connections;
    surroundings_.statistics.connections -= connections;
    changed_.notify_all();
}

void Pool::clear() {
    ++generation_;
    closed(std::exchange(idle_, {}).size());
}

}  // namespace gracy::mongodb

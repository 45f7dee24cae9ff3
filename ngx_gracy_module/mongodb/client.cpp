#include "mongodb/client.hpp"

#include "base/log.hpp"
#include "io/backoff.hpp"
#include "io/sleep.hpp"
#include "mongodb/batch.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

namespace gracy::mongodb {
namespace {

using std::chrono::milliseconds;

// A server that says that it is overloaded is asked twice more ("Client Backpressure" of the driver specifications).
constexpr unsigned most_overloads = 2;
constexpr milliseconds overload_backoff{100};
// Who waits hears of it a little before its own time is over.
constexpr milliseconds room_for_answer{50};

}  // namespace

Client::Client(io::Reactor& reactor, io::Resolver& resolver, io::Offload& offload, ConnectionString target,
               std::shared_ptr<const TlsContext> tls, Collection collection, Statistics& statistics)
    : reactor_(reactor),
      target_(std::move(target)),
      tls_(std::move(tls)),
      collection_(std::move(collection)),
      statistics_(statistics),
      handshake_(target_, offload),
      cluster_({.reactor = reactor,
                .resolver = resolver,
                .tls = tls_.get(),
                .handshake = handshake_,
                .settings = target_.settings,
                .statistics = statistics},
               target_),
      dispatch_(reactor.deferred([this] { dispatch(); })),
      expiry_(reactor.timer(io::AtShutdown::ignores, [this] { expire(); })) {}

Client::~Client() {
    for (const auto& insert : queue_) {
        unqueue(*insert);
        insert->settle(Fate::again, "nothing more is sent");
    }
}

base::Task<Stored> Client::insert(std::string document) {
    refuse_if_full(document.size());
    const auto insert = std::make_shared<Insert>(reactor_, std::move(document),
                                                 reactor_.now() + target_.settings.server_selection_timeout);
    queued_bytes_ += insert->document.size();
    ++statistics_.queued;
    queue_.push_back(insert);
    dispatch_->schedule();
    co_await insert->settled.wait();
    switch (insert->fate) {
        case Fate::stored:
            co_return Stored::now;
        case Fate::duplicate:
            co_return Stored::before;
        case Fate::refused:
            throw DocumentRefused(insert->trouble);
        case Fate::again:
            break;
    }
    throw Unavailable(insert->trouble);
}

void Client::refuse_if_full(std::size_t size) {
    const Settings& settings = target_.settings;
    if (queue_.size() >= settings.queue_documents || queued_bytes_ + size > settings.queue_bytes) {
        ++statistics_.rejected;
        throw Unavailable("too many documents are waiting");
    }
}

void Client::unqueue(const Insert& insert) {
    queued_bytes_ -= insert.document.size();
    --statistics_.queued;
}

Client::Batch Client::take_batch() {
    const Settings& settings = target_.settings;
    std::vector<std::shared_ptr<Insert>> inserts;
    std::size_t bytes = 0;
    while (!queue_.empty() && inserts.size() < settings.batch_documents) {
        bytes += queue_.front()->document.size();
        if (bytes > settings.batch_bytes && !inserts.empty()) {
            break;
        }
        unqueue(*queue_.front());
        inserts.push_back(std::move(queue_.front()));
        queue_.pop_front();
    }
    return {std::move(inserts), statistics_};
}

void Client::dispatch() {
    while (!queue_.empty() && deliveries_.size() < target_.settings.max_pool_size) {
        const auto place = deliveries_.emplace(deliveries_.end());
        *place = std::make_unique<io::Pump>(reactor_, deliver(take_batch()),
                                            [this, place](const std::exception_ptr&) { finished(place); });
        (*place)->start();
    }
    if (!queue_.empty()) {
        expiry_->start(left_until(reactor_, queue_.front()->deadline));
    }
}

void Client::finished(std::list<std::unique_ptr<io::Pump>>::iterator place) {
    deliveries_.erase(place);
    dispatch_->schedule();
}

/// Those that have waited behind others for all of their time.
void Client::expire() {
    while (!queue_.empty() && queue_.front()->deadline <= reactor_.now()) {
        const auto insert = std::move(queue_.front());
        queue_.pop_front();
        unqueue(*insert);
        ++statistics_.unavailable;
        insert->settle(Fate::again, writable() ? "the server is too slow" : trouble());
    }
    dispatch_->schedule();
}

base::Task<void> Client::deliver(Batch batch) {
    for (unsigned failures = 0; !batch.empty();) {
        if (co_await attempt(batch) || batch.empty()) {
            continue;
        }
        const Settings& settings = target_.settings;
        const bool overloaded = batch.overloads > 0;
        const milliseconds first = overloaded ? batch.backoff.value_or(overload_backoff) : settings.backoff_first;
        const milliseconds wait = io::backoff(failures++, first, settings.backoff_most);
        if (batch.overloads > most_overloads || reactor_.now() + wait >= batch.deadline()) {
            batch.give_up(batch.trouble);
            break;
        }
        co_await io::Sleep(reactor_, wait);
    }
}

/// Sends what the server takes at once. False: it failed, and may be tried again after a while.
base::Task<bool> Client::attempt(Batch& batch) {
    const Deadline deadline = batch.deadline() - room_for_answer;
    std::shared_ptr<Pool> pool;
    std::optional<unsigned> generation;
    try {
        pool = co_await cluster_.select(deadline);
        Pool::Lease lease = co_await pool->check_out(deadline);
        generation = lease.generation();
        const std::size_t before = batch.size();
        co_await send(batch, *pool, lease);
        co_return batch.size() < before;
    } catch (const NetworkError& error) {
        batch.trouble = error.what();
        // While connecting it says nothing of the server, which may only have too many connections; its monitor knows.
        if (generation) {
            cluster_.lost(*pool, *generation, error);
        }
    } catch (const AuthenticationError& error) {
        batch.trouble = error.what();
        batch.give_up(batch.trouble);
    } catch (const Unavailable& unavailable) {
        batch.trouble = unavailable.what();
        batch.give_up(batch.trouble);
    }
    co_return false;
}

base::Task<void> Client::send(Batch& batch, Pool& pool, Pool::Lease& lease) {
    const Deadline now = reactor_.now();
    const Deadline deadline = std::min(batch.deadline() - room_for_answer, now + target_.settings.socket_timeout);
    const auto documents = batch.sendable(lease.connection().server);
    if (documents.empty()) {
        co_return;
    }
    ++statistics_.inserts;
    statistics_.documents += documents.size();
    statistics_.resent += std::exchange(batch.sent, true) ? documents.size() : 0;
    const std::string body = command(left_until(reactor_, deadline));
    const Sequence sequence{.name = "documents", .documents = documents};
    const std::string reply = co_await lease.connection().exchange(body, &sequence, deadline);
    const Verdict verdict = judge(BsonReader::over(reply), documents.size());
    if (!verdict.trouble.empty()) {
        base::log(base::LogLevel::warning, "mongodb {}: {}", pool.host().text(), verdict.trouble);
    }
    statistics_.overloads += verdict.server == ServerState::overloaded ? 1 : 0;
    cluster_.heard(pool, lease.generation(), verdict.server, verdict.topology_version);
    batch.take(verdict);
    if (verdict.server == ServerState::not_allowed) {
        batch.give_up("the user may not insert: " + verdict.trouble);
    }
}

std::string Client::command(milliseconds left) const {
    // The server gives up before we do, so that an answer is read and not a silence.
    const auto limit = std::min(target_.settings.write_timeout, std::max(left * 3 / 4, milliseconds(1)));
    BsonWriter concern;
    concern.text("w", "majority").int32("wtimeout", static_cast<std::int32_t>(limit.count()));
    BsonWriter insert;
    insert.text("insert", collection_.name)
        .boolean("ordered", false)
        .document("writeConcern", concern)
        .int32("maxTimeMS", static_cast<std::int32_t>(limit.count()))
        .text("$db", collection_.database);
    return std::string(insert.view());
}

base::Task<std::string> Client::run(std::string_view command) {
    const std::string body(command);
    const Deadline deadline =
        reactor_.now() + std::max(target_.settings.server_selection_timeout, target_.settings.socket_timeout);
    try {
        const auto pool = co_await cluster_.select(deadline);
        const Pool::Lease lease = co_await pool->check_out(deadline);
        co_return co_await lease.connection().exchange(body, nullptr, deadline);
    } catch (const NetworkError& error) {
        throw Unavailable(error.what());
    } catch (const AuthenticationError& error) {
        throw Unavailable(error.what());
    }
}

}  // namespace gracy::mongodb

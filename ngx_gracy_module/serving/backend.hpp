// What surfaces with a database need, built once for each worker process.
#pragma once

#include "access/authenticator.hpp"
#include "access/identity.hpp"
#include "access/route_table.hpp"
#include "access/services.hpp"
#include "access/streams.hpp"
#include "base/clock.hpp"
#include "documents/event_log.hpp"
#include "documents/mongodb_indexes.hpp"
#include "io/resolver.hpp"
#include "io/thread_offload.hpp"
#include "mongodb/client.hpp"
#include "postgres/database.hpp"
#include "serving/backend_settings.hpp"
#include "serving/numbers.hpp"
#include "serving/shared_streams.hpp"

#include <memory>

namespace gracy::serving {

class Backend {
  public:
    /// Everything is copied from the settings, which may be gone before the process is. Throws.
    Backend(const BackendSettings& settings, io::Reactor& reactor, Numbers& numbers, WorkerSlot& slot);
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;
    ~Backend();

    /// Begins to connect.
    void open();

    postgres::Database& database() { return database_; }
    /// Null when PostgreSQL keeps the event log.
    const mongodb::Client* mongodb() const { return mongodb_.get(); }
    access::Services& services() { return services_; }
    const access::RouteTable& routes() const { return routes_; }

    /// Brings the slot up to date with what others count for themselves.
    void publish(WorkerSlot& slot);

  private:
    /// What of others' counts the slot has already: a slot's counters go on from worker to worker.
    struct Published {
        std::uint64_t offload_rejected = 0;
        documents::EventLogStatistics events;
        access::Authenticator::Statistics access;
        access::Counters counters;
        std::uint64_t streams_refused = 0;

        static void add(Count& counter, std::uint64_t now, std::uint64_t& before) {
            counter.fetch_add(now - std::exchange(before, now), std::memory_order_relaxed);
        }
    };

    base::SystemClock clock_;
    access::Settings settings_;
    access::Keys keys_;
    std::unique_ptr<io::ThreadOffload> offload_;
    // Names have a thread of their own: a name server that does not answer holds it for long, and must not stand in
    // front of logins.
    std::unique_ptr<io::ThreadOffload> names_;
    io::SystemResolver resolver_;
    postgres::Database database_;
    std::unique_ptr<mongodb::Client> mongodb_;
    std::unique_ptr<documents::EventLog> event_log_;
    std::unique_ptr<documents::MongodbIndexes> mongodb_indexes_;
    access::StoredIdentities identities_;
    access::Authenticator authenticator_;
    SharedStreams shared_streams_;
    access::Streams streams_;
    access::Services services_;
    access::RouteTable routes_;
    Published published_;
};

}  // namespace gracy::serving

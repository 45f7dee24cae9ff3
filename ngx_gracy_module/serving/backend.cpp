#include "serving/backend.hpp"

#include "base/log.hpp"
#include "documents/mongodb_event_log.hpp"
#include "documents/postgres_event_log.hpp"
#include "serving/routes.hpp"

#include <dlfcn.h>

namespace gracy::serving {
namespace {

/// How long a stopping worker waits for a thread: a password's hash is done by then, a name server may never answer.
constexpr std::chrono::milliseconds patience_with_threads{1000};

/// Every connection may ask for its host at the same time.
constexpr std::size_t most_names_waiting = 1024;

/// Keeps our code mapped until the process ends, for a thread that could not be waited for.
void pin_module() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void*>(&pin_module), &info) != 0) {
        dlopen(info.dli_fname, RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
    }
}

void end_threads(std::unique_ptr<io::ThreadOffload>& threads) {
    if (!threads->stop(patience_with_threads)) {
        base::log(base::LogLevel::warning, "a helper thread did not end in time and ends with the process");
        pin_module();
        [[maybe_unused]] io::ThreadOffload* const let_go = threads.release();
    }
}

postgres::Settings with_name(postgres::Settings settings) {
    settings.process = postgres::Process::nginx;
    settings.application_name = "gracy nginx";
    return settings;
}

std::unique_ptr<mongodb::Client> mongodb_client(const MongodbStore* store, io::Reactor& reactor, io::Resolver& resolver,
                                                io::Offload& offload, mongodb::Statistics& statistics) {
    if (store == nullptr) {
        return nullptr;
    }
    return std::make_unique<mongodb::Client>(
        reactor, resolver, offload, store->target, store->tls,
        mongodb::Collection{.database = store->target.database, .name = documents::MongodbEventLog::collection},
        statistics);
}

std::unique_ptr<documents::EventLog> event_log(io::Reactor& reactor, postgres::Database& database,
                                               mongodb::Client* mongodb) {
    if (mongodb != nullptr) {
        return std::make_unique<documents::MongodbEventLog>(reactor, *mongodb);
    }
    return std::make_unique<documents::PostgresEventLog>(reactor, database);
}

}  // namespace

Backend::Backend(const BackendSettings& settings, io::Reactor& reactor, Numbers& numbers, WorkerSlot& slot)
    : settings_(settings.access),
      keys_(access::Keys::derive(settings.key, settings.old_keys)),
      offload_(std::make_unique<io::ThreadOffload>(reactor, settings.offload_threads, settings.offload_queue)),
      names_(std::make_unique<io::ThreadOffload>(reactor, 1, most_names_waiting)),
      resolver_(*names_),
      database_(reactor, resolver_, settings.database, settings.replicas, with_name(settings.pool), slot.database),
      mongodb_(mongodb_client(settings.mongodb, reactor, resolver_, *offload_, slot.mongodb)),
      event_log_(event_log(reactor, database_, mongodb_.get())),
      identities_(database_, settings_.session_idle),
      authenticator_(reactor, clock_, identities_, settings_.session_idle),
      shared_streams_(numbers, slot),
      streams_(reactor, shared_streams_),
      services_{.clock = clock_,
                .database = database_,
                .offload = *offload_,
                .keys = keys_,
                .authenticator = authenticator_,
                .event_log = *event_log_,
                .settings = settings_,
                .rates = access::RateTable(numbers.rates),
                .streams = streams_},
      routes_(all_routes()) {
    authenticator_.follow(database_.listener());
    streams_.follow(database_.listener());
    if (mongodb_ && settings.keeps_indexes) {
        mongodb_indexes_ = std::make_unique<documents::MongodbIndexes>(reactor, *mongodb_);
    }
}

Backend::~Backend() {
    end_threads(offload_);
    end_threads(names_);
}

void Backend::open() {
    database_.open();
    if (mongodb_) {
        mongodb_->open();
    }
}

void Backend::publish(WorkerSlot& slot) {
    slot.offload_waiting = offload_->waiting();
    slot.listening = database_.listener().listening() ? 1 : 0;
    const documents::EventLogStatistics events = event_log_->statistics();
    published_.add(slot.offload_rejected, offload_->rejected(), published_.offload_rejected);
    const access::Authenticator::Statistics& access = authenticator_.statistics();
    published_.add(slot.access_hits, access.hits, published_.access.hits);
    published_.add(slot.access_look_ups, access.look_ups, published_.access.look_ups);
    published_.add(slot.access_look_ups_shared, access.shared, published_.access.shared);
    published_.add(slot.access_changes, access.changes, published_.access.changes);
    published_.add(slot.access_failures, access.failures, published_.access.failures);
    slot.access_remembered = authenticator_.remembered();
    published_.add(slot.events_stored, events.stored, published_.events.stored);
    published_.add(slot.events_duplicate, events.duplicates, published_.events.duplicates);
    published_.add(slot.events_failed, events.failures, published_.events.failures);
    published_.add(slot.events_dropped, events.dropped, published_.events.dropped);
    published_.add(slot.slack_rate_limited, services_.counters.slack_rate_limited,
                   published_.counters.slack_rate_limited);
    published_.add(slot.sealed_unreadable, services_.counters.sealed_unreadable, published_.counters.sealed_unreadable);
    slot.event_streams = streams_.open();
    published_.add(slot.event_streams_refused, streams_.refused(), published_.streams_refused);
}

}  // namespace gracy::serving

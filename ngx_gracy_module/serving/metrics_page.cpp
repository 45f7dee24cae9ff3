#include "serving/metrics_page.hpp"

#include "http/router.hpp"
#include "serving/surfaces.hpp"

namespace gracy::serving {
namespace {

using base::Exposition;
using Kind = Exposition::Kind;

constexpr std::array<std::string_view, 6> status_classes{"", "1xx", "2xx", "3xx", "4xx", "5xx"};

std::string_view method_of(const RouteSeries& series) {
    return http::name_of(series.method);
}

void write_requests(Exposition& page, const Numbers& numbers) {
    page.family("gracy_requests_total", Kind::counter, "Requests answered; without a route: none matched.");
    for (const RouteSeries& series : numbers.known_routes()) {
        for (std::size_t i = 1; i < status_classes.size(); ++i) {
            const std::uint64_t count = series.responses[i].load(std::memory_order_relaxed);
            // Success and failure are always there, so that a rate can be taken from the first of them on.
            if (count != 0 || i == 2 || i == 5) {
                page.sample({{"surface", name_of(series.surface)},
                             {"method", method_of(series)},
                             {"route", series.route()},
                             {"status", status_classes[i]}},
                            count);
            }
        }
    }
    page.family("gracy_request_seconds", Kind::histogram,
                "From the whole request to the response, or a stream's beginning, being handed to nginx.");
    for (const RouteSeries& series : numbers.known_routes()) {
        page.sample({{"surface", name_of(series.surface)}, {"method", method_of(series)}, {"route", series.route()}},
                    series.latency);
    }
    page.family("gracy_request_deadlines_total", Kind::counter, "Requests answered 504 because their deadline passed.");
    for (const RouteSeries& series : numbers.known_routes()) {
        page.sample({{"surface", name_of(series.surface)}, {"method", method_of(series)}, {"route", series.route()}},
                    series.deadlines.load(std::memory_order_relaxed));
    }
}

template <class Read>
void write_sum(Exposition& page, const Numbers& numbers, std::string_view name, Kind kind, std::string_view help,
               Read read) {
    std::uint64_t sum = 0;
    for (const WorkerSlot& slot : numbers.workers) {
        // What a gone worker has counted stays; what it had in hand does not.
        if (kind == Kind::counter || slot.owner.load(std::memory_order_relaxed) != 0) {
            sum += read(slot).load(std::memory_order_relaxed);
        }
    }
    page.family(name, kind, help);
    page.sample({}, sum);
}

struct SlotMetric {
    std::string_view name;
    Kind kind;
    std::string_view help;
    Count WorkerSlot::* count;
};

constexpr std::array slot_metrics{
    SlotMetric{"gracy_requests_in_progress", Kind::gauge,
               "Requests being answered, and side effects that outlived theirs.", &WorkerSlot::requests_in_progress},
    SlotMetric{"gracy_requests_abandoned_total", Kind::counter, "Requests whose client left first.",
               &WorkerSlot::requests_abandoned},
    SlotMetric{"gracy_requests_failed_late_total", Kind::counter,
               "Side effects that failed after their client had left or their deadline had passed.",
               &WorkerSlot::requests_failed_late},
    SlotMetric{"gracy_offload_waiting", Kind::gauge, "Work that waits for a thread.", &WorkerSlot::offload_waiting},
    SlotMetric{"gracy_offload_rejected_total", Kind::counter, "Work refused because too much was waiting for a thread.",
               &WorkerSlot::offload_rejected},
    SlotMetric{"gracy_access_cache_hits_total", Kind::counter, "Sessions and tokens verified from memory.",
               &WorkerSlot::access_hits},
    SlotMetric{"gracy_access_look_ups_total", Kind::counter, "Sessions and tokens looked up in the database.",
               &WorkerSlot::access_look_ups},
    SlotMetric{"gracy_access_look_ups_shared_total", Kind::counter,
               "Requests that waited for a look-up another had begun.", &WorkerSlot::access_look_ups_shared},
    SlotMetric{"gracy_access_look_up_failures_total", Kind::counter, "Look-ups that the database did not answer.",
               &WorkerSlot::access_failures},
    SlotMetric{"gracy_access_changes_total", Kind::counter,
               "Changes to sessions, tokens and members that were heard of.", &WorkerSlot::access_changes},
    SlotMetric{"gracy_access_cache_entries", Kind::gauge, "Sessions and tokens in memory, of all workers.",
               &WorkerSlot::access_remembered},
    SlotMetric{"gracy_database_listening", Kind::gauge, "Workers whose LISTEN connection is up.",
               &WorkerSlot::listening},
    SlotMetric{"gracy_event_log_stored_total", Kind::counter, "Documents stored.", &WorkerSlot::events_stored},
    SlotMetric{"gracy_event_log_duplicates_total", Kind::counter, "Documents that were there already.",
               &WorkerSlot::events_duplicate},
    SlotMetric{"gracy_event_log_failures_total", Kind::counter, "Documents that could not be stored.",
               &WorkerSlot::events_failed},
    SlotMetric{"gracy_event_log_dropped_total", Kind::counter, "Copies for the log that found too many others waiting.",
               &WorkerSlot::events_dropped},
    SlotMetric{"gracy_slack_rate_limited_total", Kind::counter,
               "Notices of Slack that it holds events of a workspace back.", &WorkerSlot::slack_rate_limited},
    SlotMetric{
        "gracy_sealed_unreadable_total", Kind::counter,
        "Check-in notes and feelings that were asked for and that neither gracy_key_file nor a gracy_old_key_file "
        "opens.",
        &WorkerSlot::sealed_unreadable},
    SlotMetric{"gracy_event_streams", Kind::gauge, "Streams of server-sent events that are open.",
               &WorkerSlot::event_streams},
    SlotMetric{"gracy_event_streams_refused_total", Kind::counter,
               "Streams of server-sent events refused because too many were open.", &WorkerSlot::event_streams_refused},
};

struct DatabaseMetric {
    std::string_view name;
    Kind kind;
    std::string_view help;
    postgres::Statistics::Count postgres::Statistics::* count;
};

using Statistics = postgres::Statistics;
constexpr std::array database_metrics{
    DatabaseMetric{"gracy_database_statements_total", Kind::counter, "Statements sent.", &Statistics::statements},
    DatabaseMetric{"gracy_database_syncs_total", Kind::counter, "Groups of statements sent; reads share one.",
                   &Statistics::groups},
    DatabaseMetric{"gracy_database_connects_total", Kind::counter,
                   "Connections that became ready; beyond the first of each: reconnects.", &Statistics::connects},
    DatabaseMetric{"gracy_database_connect_failures_total", Kind::counter, "Attempts to connect that failed.",
                   &Statistics::connect_failures},
    DatabaseMetric{"gracy_database_connections_lost_total", Kind::counter, "Ready connections that broke.",
                   &Statistics::losses},
    DatabaseMetric{"gracy_database_stalls_total", Kind::counter,
                   "Connections given up because their server was silent.", &Statistics::stalls},
    DatabaseMetric{"gracy_database_resent_reads_total", Kind::counter,
                   "Reads sent again after somebody else's error or a loss.", &Statistics::resent_reads},
    DatabaseMetric{"gracy_database_uncertain_writes_total", Kind::counter,
                   "Writes in flight when their connection broke.", &Statistics::uncertain_writes},
    DatabaseMetric{"gracy_database_abandoned_total", Kind::counter, "Results that nobody waited for any more.",
                   &Statistics::abandoned},
    DatabaseMetric{"gracy_database_rejected_total", Kind::counter, "Statements refused because the queue was full.",
                   &Statistics::rejected},
    DatabaseMetric{"gracy_database_unavailable_total", Kind::counter, "Statements that found no connection in time.",
                   &Statistics::unavailable},
    DatabaseMetric{"gracy_database_replica_fallbacks_total", Kind::counter,
                   "Reads that the primary answered for a replica.", &Statistics::replica_fallbacks},
    DatabaseMetric{"gracy_database_notifications_total", Kind::counter, "Notifications received.",
                   &Statistics::notifications},
    DatabaseMetric{"gracy_database_connections", Kind::gauge, "Connections that are ready.",
                   &Statistics::connections_ready},
    DatabaseMetric{"gracy_database_queued", Kind::gauge, "Statements that wait for a connection.", &Statistics::queued},
    DatabaseMetric{"gracy_database_in_flight", Kind::gauge, "Statements sent and not answered.",
                   &Statistics::in_flight},
    DatabaseMetric{"gracy_database_leases", Kind::gauge,
                   "Exclusive connections in use, or ending what nobody waits for any more.", &Statistics::leases},
};

struct MongodbMetric {
    std::string_view name;
    Kind kind;
    std::string_view help;
    mongodb::Statistics::Count mongodb::Statistics::* count;
};

using Mongodb = mongodb::Statistics;
constexpr std::array mongodb_metrics{
    MongodbMetric{"gracy_mongodb_inserts_total", Kind::counter, "Inserts sent; documents of one turn share one.",
                  &Mongodb::inserts},
    MongodbMetric{"gracy_mongodb_documents_total", Kind::counter, "Documents sent.", &Mongodb::documents},
    MongodbMetric{"gracy_mongodb_resent_documents_total", Kind::counter, "Documents sent once more.", &Mongodb::resent},
    MongodbMetric{"gracy_mongodb_connects_total", Kind::counter, "Connections that became ready.", &Mongodb::connects},
    MongodbMetric{"gracy_mongodb_connect_failures_total", Kind::counter, "Attempts to connect that failed.",
                  &Mongodb::connect_failures},
    MongodbMetric{"gracy_mongodb_connections_lost_total", Kind::counter, "Ready connections that broke.",
                  &Mongodb::losses},
    MongodbMetric{"gracy_mongodb_timeouts_total", Kind::counter, "Inserts that were not answered in time.",
                  &Mongodb::timeouts},
    MongodbMetric{"gracy_mongodb_authentication_failures_total", Kind::counter,
                  "Attempts to sign in that the server refused, or in which it did not prove itself.",
                  &Mongodb::authentication_failures},
    MongodbMetric{"gracy_mongodb_state_changes_total", Kind::counter,
                  "Answers that said that a server takes no writes any more.", &Mongodb::state_changes},
    MongodbMetric{"gracy_mongodb_overloads_total", Kind::counter, "Answers that asked for less.", &Mongodb::overloads},
    MongodbMetric{"gracy_mongodb_rejected_total", Kind::counter, "Documents refused because the queue was full.",
                  &Mongodb::rejected},
    MongodbMetric{"gracy_mongodb_unavailable_total", Kind::counter, "Documents that were not confirmed in time.",
                  &Mongodb::unavailable},
    MongodbMetric{"gracy_mongodb_refused_total", Kind::counter, "Documents that the server will never take.",
                  &Mongodb::refused},
    MongodbMetric{"gracy_mongodb_connections", Kind::gauge, "Connections that are ready.", &Mongodb::connections},
    MongodbMetric{"gracy_mongodb_queued", Kind::gauge, "Documents that wait to be sent.", &Mongodb::queued},
    MongodbMetric{"gracy_mongodb_writable", Kind::gauge, "Workers that know a server that takes writes.",
                  &Mongodb::writable},
};

}  // namespace

std::string metrics_page(const Numbers& numbers, std::string_view release) {
    Exposition page;
    page.family("gracy_build_info", Kind::gauge, "1; the version is that of the worker that answers.");
    page.sample({{"version", release}}, std::uint64_t{1});
    write_requests(page, numbers);
    for (const SlotMetric& metric : slot_metrics) {
        write_sum(page, numbers, metric.name, metric.kind, metric.help,
                  [&](const WorkerSlot& slot) -> const Count& { return slot.*metric.count; });
    }
    for (const DatabaseMetric& metric : database_metrics) {
        write_sum(page, numbers, metric.name, metric.kind, metric.help,
                  [&](const WorkerSlot& slot) -> const Count& { return slot.database.*metric.count; });
    }
    for (const MongodbMetric& metric : mongodb_metrics) {
        write_sum(page, numbers, metric.name, metric.kind, metric.help,
                  [&](const WorkerSlot& slot) -> const Count& { return slot.mongodb.*metric.count; });
    }
    std::uint64_t workers = 0;
    for (const WorkerSlot& slot : numbers.workers) {
        workers += slot.owner.load(std::memory_order_relaxed) != 0 ? 1 : 0;
    }
    page.family("gracy_workers", Kind::gauge,
                "nginx workers that serve Gracy, those of an old configuration included.");
    page.sample({}, workers);
    page.family("gracy_workers_unmeasured_total", Kind::counter,
                "nginx workers that were too many to be measured; they serve all the same.");
    page.sample({}, numbers.workers_without_slot.load(std::memory_order_relaxed));
    return std::move(page).text();
}

}  // namespace gracy::serving

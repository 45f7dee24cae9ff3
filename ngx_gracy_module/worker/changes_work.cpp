#include "worker/changes_work.hpp"

#include "base/log.hpp"
#include "gracy/sql/changes.hpp"
#include "jobs/housekeeping.hpp"
#include "postgres/client.hpp"

namespace gracy::worker {
namespace {

constexpr const char* purge_name = "changes.purge";
constexpr std::int32_t purged_at_once = 1000;
// A batch whose server is found, and confirms, late.
constexpr std::chrono::minutes longest_run{2};

base::Task<void> purge_all(postgres::Database& database) {
    std::int64_t deleted = 0;
    std::int64_t now = 0;
    do {
        postgres::Client client(database);
        now = (co_await client.write(sql::changes::purge_changes, purged_at_once)).front().deleted;
        deleted += now;
    } while (now > 0);
    if (deleted > 0) {
        base::log(base::LogLevel::warning, "changes: {} that nobody has relayed are deleted", deleted);
    }
}

}  // namespace

ChangesWork::ChangesWork(io::Reactor& reactor, postgres::Database& database, const DocumentsConfiguration& documents,
                         std::chrono::milliseconds poll)
    : sink_(reactor, documents),
      relay_(database, sink_),
      relaying_(reactor, "changes.relay", poll, longest_run, [this] { return relay_.relay_some(); }) {}

jobs::Kind ChangesWork::purge(postgres::Database& database) {
    return {purge_name, jobs::housekeeping::lane, std::chrono::minutes(10),
            [&database](const jobs::Job&) { return purge_all(database); }};
}

jobs::Schedule ChangesWork::purge_schedule() {
    return jobs::every(std::chrono::hours(1), purge_name, jobs::housekeeping::lane);
}

}  // namespace gracy::worker

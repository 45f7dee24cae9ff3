#include "worker/documents_work.hpp"

#include "base/log.hpp"
#include "jobs/housekeeping.hpp"

namespace gracy::worker::documents_work {
namespace {

constexpr const char* kind_name = "documents.purge";

base::Task<void> run(documents::EventSource& source, const base::Clock& clock) {
    const std::int64_t deleted = co_await source.delete_expired(clock.now());
    if (deleted > 0) {
        base::log(base::LogLevel::info, "documents: {} expired events deleted", deleted);
    }
}

}  // namespace

jobs::Kind purge(documents::EventSource& source, const base::Clock& clock) {
    return {kind_name, jobs::housekeeping::lane, std::chrono::minutes(10),
            [&source, &clock](const jobs::Job&) { return run(source, clock); }};
}

jobs::Schedule purge_schedule() {
    return jobs::every(std::chrono::hours(1), kind_name, jobs::housekeeping::lane);
}

}  // namespace gracy::worker::documents_work

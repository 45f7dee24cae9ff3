#include "slack/queue_view.hpp"

#include "gracy/sql/jobs.hpp"
#include "slack/optional_view.hpp"

namespace gracy::slack {

base::Task<void> queue_view(access::Call& call, const ViewRequest& request) {
    const jobs::NewJob job = open_view_job(request);
    co_await call.database().write(sql::jobs::enqueue_job, job.kind, job.payload, job.run_at, job.lane,
                                   view_of(job.dedupe_key), job.max_attempts);
    call.database().notify("gracy_jobs");
}

}  // namespace gracy::slack

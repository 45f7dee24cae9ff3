#include "slack/queue_view.hpp"

#include "access/services.hpp"
#include "gracy/sql/jobs.hpp"
#include "slack/optional_view.hpp"

namespace gracy::slack {

base::Task<void> queue_view(access::Call& call, const ViewRequest& request) {
    const jobs::NewJob job = open_view_job(request);
    co_await call.database().write(sql::jobs::enqueue_job, job.kind, job.payload, job.run_at, job.lane,
                                   view_of(job.dedupe_key), job.max_attempts);
    call.database().notify("gracy_jobs");
}

base::Task<http::Response> open_for(access::Call& call, const Command& command, std::string_view view) {
    const ViewRequest request{.team_id = command.team_id,
                              .enterprise_id = command.enterprise_id,
                              .user_id = command.user_id,
                              .trigger_id = command.trigger_id,
                              .view = std::string(view),
                              .received_at = call.services().clock.now()};
    co_await queue_view(call, request);
    co_return http::Response::empty(200);
}

}  // namespace gracy::slack

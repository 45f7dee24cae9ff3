#include "slack/views/queue_view.hpp"

#include "access/services.hpp"
#include "gracy/sql/slack.hpp"
#include "jobs/channel.hpp"
#include "jobs/job.hpp"
#include "slack/sending/response_url.hpp"

namespace gracy::slack {

base::Task<void> queue_view(access::Call& call, ViewRequest request, base::JsonView response_url) {
    const auto response = read_response_url(response_url);
    if (response) {
        request.response = response->name();
    }
    const jobs::NewJob job = open_view_job(request);
    co_await call.database().write(sql::slack::queue_view, job.kind, job.payload, job.lane, request.trigger_id,
                                   job.max_attempts,
                                   response ? std::optional<base::Bytes>(response->hash) : std::nullopt,
                                   response ? std::optional<std::string_view>(response->url) : std::nullopt);
    call.database().notify(jobs::channel);
}

base::Task<http::Response> open_for(access::Call& call, const Command& command, std::string_view view) {
    ViewRequest request{.team_id = command.team_id,
                        .enterprise_id = command.enterprise_id,
                        .user_id = command.user_id,
                        .trigger_id = command.trigger_id,
                        .view = std::string(view),
                        .received_at = call.services().clock.now()};
    co_await queue_view(call, std::move(request), command.fields["response_url"]);
    co_return http::Response::empty(200);
}

}  // namespace gracy::slack

#include "access/access_change.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/slack.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "slack/people/handlers.hpp"
#include "slack/people/link_refusal.hpp"
#include "slack/receiving/store.hpp"

namespace gracy::slack {

base::Task<http::Response> link_user(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::string_view team_id = slack_id(call, "team_id");
    const std::string_view user_id = slack_id(call, "user_id");
    http::JsonBody body(call.request());
    const std::int64_t member_id = body.id("member_id");
    body.finish();
    // What callers say of themselves counts at once, and whoever speaks for them in Slack may all that they may: it is
    // as much as a token.
    if (member_id == call.principal().member_id &&
        !access::includes(call.principal().scopes, access::Scope::tokens_write)) {
        throw http::Problem::forbidden(access::name_of(access::Scope::tokens_write));
    }
    const auto rows =
        co_await call.database().write(sql::slack::link_user, call.team_space(), call.principal().member_id, team_id,
                                       user_id, member_id, call.request().request_id);
    const bool waits = rows.front().outcome == "proposed";
    if (!waits) {
        check_link(rows.front().outcome);
    }
    // Whoever they were before, they are no more.
    access::announce_access_change(call);
    if (waits) {
        co_return http::Response::json(R"({"status":"proposed"})", 202);
    }
    co_return http::Response::empty(204);
}

base::Task<http::Response> unlink_user(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::string_view team_id = slack_id(call, "team_id");
    const std::string_view user_id = slack_id(call, "user_id");
    const auto rows =
        co_await call.database().write(sql::slack::unlink_user, call.team_space(), call.principal().member_id, team_id,
                                       user_id, call.request().request_id);
    check_link(rows.front().outcome);
    access::announce_access_change(call);
    co_return http::Response::empty(204);
}

base::Task<http::Response> sync_people(access::Call& call) {
    http::refuse_idempotency_key(call.request());
    http::QueryReader(call.request().query).finish();
    const auto rows = co_await call.database().write(sql::slack::sync_workspaces, call.team_space(),
                                                     call.principal().member_id, call.request().request_id);
    call.database().notify(events_channel);
    base::JsonWriter json;
    json.open_object();
    json.field<"workspaces">(rows.front().workspaces);
    json.close_object();
    co_return http::Response::json(json.take(), 202);
}

}  // namespace gracy::slack

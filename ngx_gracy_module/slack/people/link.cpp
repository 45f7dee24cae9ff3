#include "access/access_change.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/slack.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "slack/delivery.hpp"
#include "slack/people/handlers.hpp"
#include "slack/store.hpp"

namespace gracy::slack {
namespace {

/// Of the path.
std::string_view slack_id(const access::Call& call, std::string_view name) {
    const std::string_view id = call.path(name);
    if (!is_identifier(id)) {
        throw http::Problem::not_found("Slack user");
    }
    return id;
}

void check_outcome(std::string_view outcome) {
    using http::Problem;
    if (outcome == "ok") {
        return;
    }
    if (outcome == "owners_only") {
        throw Problem(403, "owners-only", {"Only an owner may do this.", "소유자만 할 수 있어요."});
    }
    if (outcome == "unknown_member") {
        throw Problem::validation({http::FieldError::Place::body, http::pointer_to("member_id"), "unknown_member",
                                   http::Text{"There is no such member.", "그런 구성원이 없어요."}});
    }
    if (outcome == "inactive_member") {
        throw Problem::conflict("inactive-member",
                                {"This member does not work here any more.", "이미 퇴사한 구성원이에요."});
    }
    if (outcome == "not_a_person") {
        throw Problem::conflict("not-a-person", {"This is a bot, or somebody who was deactivated in Slack.",
                                                 "봇이거나 Slack에서 비활성화된 계정이에요."});
    }
    if (outcome == "taken") {
        throw Problem::conflict(
            "member-taken",
            {"Somebody else in this workspace or its organization is this member. Unlink them first.",
             "이 워크스페이스나 조직의 다른 사람이 이 구성원과 연결되어 있어요. 먼저 연결을 끊어 주세요."});
    }
    throw Problem::not_found("Slack user");
}

}  // namespace

base::Task<http::Response> link_user(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::string_view team_id = slack_id(call, "team_id");
    const std::string_view user_id = slack_id(call, "user_id");
    http::JsonBody body(call.request());
    const std::int64_t member_id = body.id("member_id");
    body.finish();
    const auto rows =
        co_await call.database().write(sql::slack::link_user, call.team_space(), call.principal().member_id, team_id,
                                       user_id, member_id, call.request().request_id);
    check_outcome(rows.front().outcome);
    access::announce_access_change(call);
    co_return http::Response::empty(204);
}

base::Task<http::Response> unlink_user(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::string_view team_id = slack_id(call, "team_id");
    const std::string_view user_id = slack_id(call, "user_id");
    const auto rows =
        co_await call.database().write(sql::slack::unlink_user, call.team_space(), call.principal().member_id, team_id,
                                       user_id, call.request().request_id);
    check_outcome(rows.front().outcome);
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

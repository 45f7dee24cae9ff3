#include "access/access_change.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/slack.hpp"
#include "http/query.hpp"
#include "slack/people/handlers.hpp"
#include "slack/people/link_refusal.hpp"

namespace gracy::slack {

base::Task<http::Response> list_own_users(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows =
        co_await call.database().read(sql::slack::list_own_users, call.team_space(), call.principal().member_id);
    base::JsonWriter json;
    json.open_object().key<"data">().open_array();
    for (const auto& person : rows) {
        json.open_object();
        json.field<"team_id">(person.team_id);
        json.field<"user_id">(person.user_id);
        json.field<"name">(person.name);
        json.field<"confirmed">(person.confirmed);
        json.field<"by_address">(person.by_address);
        json.field<"updated_at">(person.updated_at);
        json.close_object();
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> confirm_link(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows =
        co_await call.database().write(sql::slack::confirm_link, call.team_space(), call.principal().member_id,
                                       slack_id(call, "team_id"), slack_id(call, "user_id"), call.request().request_id);
    check_link(rows.front().outcome);
    co_return http::Response::empty(204);
}

base::Task<http::Response> disown_user(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto rows =
        co_await call.database().write(sql::slack::disown_user, call.team_space(), call.principal().member_id,
                                       slack_id(call, "team_id"), slack_id(call, "user_id"), call.request().request_id);
    check_link(rows.front().outcome);
    access::announce_access_change(call);
    co_return http::Response::empty(204);
}

}  // namespace gracy::slack

#include "access/access_change.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/accounts.hpp"
#include "hr/accounts/handlers.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace gracy::hr {

base::Task<http::Response> list_sessions(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const auto rows =
        co_await call.database().read(sql::accounts::list_sessions, who.team_space_id, who.member_id, who.credential);
    base::JsonWriter json(1024);
    json.open_object().key<"data">().open_array();
    for (const auto& session : rows) {
        json.open_object();
        json.field<"id">(base::Id{session.id});
        json.field<"current">(session.current);
        json.field<"created_at">(session.created_at);
        json.field<"idle_expires_at">(session.idle_expires_at);
        json.field<"expires_at">(session.expires_at);
        json.field<"ip">(session.ip);
        json.field<"user_agent">(session.user_agent);
        json.close_object();
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> close_session(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().write(sql::accounts::close_own_session, who.team_space_id, who.member_id,
                                                     call.path_id("id", "session"), call.request().request_id);
    if (!rows.front().closed) {
        throw http::Problem::not_found("session");
    }
    access::announce_access_change(call);
    co_return http::Response::empty(204);
}

base::Task<http::Response> close_other_sessions(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    co_await call.database().write(sql::accounts::close_other_sessions, who.team_space_id, who.member_id,
                                   who.credential, call.request().request_id);
    access::announce_access_change(call);
    co_return http::Response::empty(204);
}

base::Task<http::Response> sign_out_member(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t member_id = call.path_id("id", "member");
    const auto rows = co_await call.database().write(sql::accounts::sign_out_member, call.team_space(),
                                                     call.principal().member_id, member_id, call.request().request_id);
    const auto signed_out = rows.front();
    if (signed_out.outcome == "owners_only") {
        throw http::Problem(403, "owners-only", {"Only an owner may do this.", "소유자만 할 수 있어요."});
    }
    if (signed_out.outcome != "ok") {
        throw http::Problem::not_found("member");
    }
    access::announce_access_change(call);
    base::JsonWriter json;
    json.open_object();
    json.field<"sessions">(signed_out.sessions);
    json.field<"tokens">(signed_out.tokens);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr

#include "access/principal.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/people.hpp"
#include "hr/json.hpp"
#include "hr/people/handlers.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace gracy::hr {

base::Task<http::Response> get_me(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::people::get_me, who.team_space_id, who.member_id);
    const auto me = rows.first();
    if (!me) {
        throw http::Problem::unauthenticated();  // deleted since the session was looked up
    }
    base::JsonWriter json(1024);
    json.open_object();
    write_profile(json, *me);
    json.field<"hired_on">(me->hired_on);
    json.field<"tz">(me->tz);
    json.field<"locale">(me->locale);
    json.field<"avatar_url">(me->avatar_url);
    json.field<"role">(me->role);
    json.key<"scopes">().open_array();
    for (const std::string_view name : access::scope_names()) {
        if (access::includes(who.scopes, *access::scope_named(name))) {
            json.value(name);
        }
    }
    json.close_array();
    json.field<"allowance_left">(me->allowance_left);
    json.key<"team_space">().open_object();
    json.field<"id">(base::Id{who.team_space_id});
    json.field<"slug">(me->team_space_slug);
    json.field<"name">(me->team_space_name);
    json.field<"tz">(me->team_space_tz);
    json.field<"locale">(me->team_space_locale);
    json.close_object().close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr

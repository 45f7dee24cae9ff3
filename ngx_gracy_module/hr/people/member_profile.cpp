#include "hr/people/member_profile.hpp"

#include "gracy/sql/people.hpp"
#include "hr/json.hpp"
#include "hr/people/handlers.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace gracy::hr {
namespace {

template <class Row>
void write_birthday(base::JsonWriter& json, const Row& member) {
    json.field<"birth_month">(member.birth_month);
    json.field<"birth_day">(member.birth_day);
    json.field<"birth_lunar">(member.birth_lunar);
}

template <class Row>
void write_place(base::JsonWriter& json, const Row& member) {
    json.field<"location_id">(id_or_null(member.location_id));
    json.field<"location_name">(member.location_name);
}

template <class Row>
void write_skills(base::JsonWriter& json, const Row& member) {
    json.key<"skills">().open_array();
    for (std::size_t i = 0; i < member.skills.size(); ++i) {
        json.value(member.skills[i]);
    }
    json.close_array();
}

/// `own`: whether what is the member's own is shown.
std::string profile_of(const sql::people::get_member_row& member, bool own) {
    base::JsonWriter json(1024);
    json.open_object();
    write_profile(json, member);
    json.field<"manager_name">(member.manager_name);
    write_place(json, member);
    json.field<"hired_on">(member.hired_on);
    json.field<"left_on">(member.left_on);
    write_birthday(json, member);
    if (own) {
        json.field<"birth_year">(member.birth_year);
        json.field<"celebrates_birthday">(member.celebrates_birthday);
        json.field<"celebrates_anniversary">(member.celebrates_anniversary);
    }
    json.field<"tz">(member.tz);
    json.field<"locale">(member.locale);
    json.field<"avatar_url">(member.avatar_url);
    write_skills(json, member);
    json.field<"erased_at">(member.erased_at);
    json.field<"role">(member.role);
    json.field<"created_at">(member.created_at);
    json.field<"updated_at">(member.updated_at);
    json.field<"version">(member.version);
    json.close_object();
    return json.take();
}

std::string me_of(const access::Principal& who, const sql::people::get_me_row& me) {
    base::JsonWriter json(1024);
    json.open_object();
    write_profile(json, me);
    write_place(json, me);
    json.field<"hired_on">(me.hired_on);
    if (access::includes(who.scopes, access::Scope::profile_read)) {
        write_birthday(json, me);
        json.field<"birth_year">(me.birth_year);
        json.field<"celebrates_birthday">(me.celebrates_birthday);
        json.field<"celebrates_anniversary">(me.celebrates_anniversary);
    }
    json.field<"tz">(me.tz);
    json.field<"locale">(me.locale);
    json.field<"avatar_url">(me.avatar_url);
    write_skills(json, me);
    json.field<"version">(me.version);
    json.field<"role">(me.role);
    json.key<"scopes">().open_array();
    for (const std::string_view name : access::scope_names()) {
        if (access::includes(who.scopes, *access::scope_named(name))) {
            json.value(name);
        }
    }
    json.close_array();
    json.field<"allowance_left">(me.allowance_left);
    json.key<"team_space">().open_object();
    json.field<"id">(base::Id{who.team_space_id});
    json.field<"slug">(me.team_space_slug);
    json.field<"name">(me.team_space_name);
    json.field<"tz">(me.team_space_tz);
    json.field<"locale">(me.team_space_locale);
    json.close_object().close_object();
    return json.take();
}

}  // namespace

base::Task<http::Response> respond_member(access::Call& call, std::int64_t id, int status) {
    const access::Principal& who = call.principal();
    const bool sees_all = access::includes(who.scopes, access::Scope::people_write);
    const auto rows =
        co_await call.database().read(sql::people::get_member, who.team_space_id, id, who.member_id, sees_all);
    const auto member = rows.first();
    if (!member) {
        throw http::Problem::not_found("member");
    }
    const bool own = member->own && (sees_all || access::includes(who.scopes, access::Scope::profile_read));
    co_return http::with_version(call.request(), http::Response::json(profile_of(*member, own), status),
                                 member->version, call.fingerprint_seed());
}

base::Task<http::Response> respond_me(access::Call& call) {
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::people::get_me, who.team_space_id, who.member_id);
    const auto me = rows.first();
    if (!me) {
        throw http::Problem::unauthenticated();  // deleted since the session was looked up
    }
    co_return http::with_version(call.request(), http::Response::json(me_of(who, *me)), me->version,
                                 call.fingerprint_seed());
}

base::Task<http::Response> get_member(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_member(call, call.path_id("id", "member"));
}

base::Task<http::Response> get_me(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_me(call);
}

}  // namespace gracy::hr

#include "access/access_change.hpp"
#include "base/mail_message.hpp"
#include "gracy/sql/people.hpp"
#include "hr/people/email.hpp"
#include "hr/people/handlers.hpp"
#include "hr/people/member_profile.hpp"
#include "hr/people/names.hpp"
#include "hr/people/refusal.hpp"
#include "hr/people/skills.hpp"
#include "http/idempotency_key.hpp"
#include "http/precondition.hpp"
#include "http/query.hpp"

#include <fmt/format.h>

namespace gracy::hr {
namespace {

constexpr auto place = http::FieldError::Place::body;

void read_skills(http::JsonBody& body) {
    if (!body.has("skills")) {
        return;
    }
    const auto skills = body.texts("skills", 0, most_skills, {1, longest_skill});
    for (std::size_t i = 0; i < skills.size(); ++i) {
        if (!skills[i].empty() && !is_skill(skills[i])) {
            body.refuse({place, http::pointer_to("skills", i), "not_a_skill", not_a_skill});
        }
    }
}

/// What members say about themselves. That others are told of a day is theirs to say: nobody else turns it on.
void read_own_fields(http::JsonBody& body, bool own) {
    static_cast<void>(optional_name(body, "name_en", {1, 100}));
    static_cast<void>(body.optional_integer("birth_year", 1900, 2100));
    static_cast<void>(body.optional_integer("birth_month", 1, 12));
    static_cast<void>(body.optional_integer("birth_day", 1, 31));
    static_cast<void>(body.optional_boolean("birth_lunar"));
    for (const std::string_view name : {"celebrates_birthday", "celebrates_anniversary"}) {
        if (body.optional_boolean(name).value_or(false) && !own) {
            body.refuse({place, http::pointer_to(name), "not_yours",
                         http::Text{"Only they themselves can turn this on.", "본인만 켤 수 있어요."}});
        }
    }
    static_cast<void>(body.optional_text("tz", {1, 64}));
    static_cast<void>(body.optional_choice("locale", {"ko", "en"}));
    const auto avatar = body.optional_text("avatar_url", {1, 2000});
    if (avatar && !avatar->empty() && !avatar->starts_with("https://")) {
        body.refuse({place, http::pointer_to("avatar_url"), "not_https",
                     http::Text{"This must begin with https://.", "https://로 시작하는 주소여야 해요."}});
    }
    read_skills(body);
    body.keeps({"birth_lunar", "celebrates_birthday", "celebrates_anniversary", "skills"});
}

/// What only who manages people says about somebody, besides name, e-mail address and status.
void read_place_in_company(http::JsonBody& body) {
    static_cast<void>(optional_name(body, "title", {1, 100}));
    static_cast<void>(body.optional_id("department_id"));
    static_cast<void>(body.optional_id("manager_id"));
    static_cast<void>(body.optional_id("location_id"));
    static_cast<void>(body.optional_date("hired_on"));
    static_cast<void>(body.optional_date("left_on"));
}

void check_address(http::JsonBody& body, std::string_view email) {
    if (!email.empty() && !base::is_mail_address(email)) {
        body.refuse({place, http::pointer_to("email"), "not_an_email", not_an_address});
    }
}

std::string new_member_of(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(required_name(body, "name", {1, 100}));
    check_address(body, body.text("email", {3, 254}));
    static_cast<void>(body.optional_choice("status", {"invited", "active"}));
    body.keeps({"status"});
    read_place_in_company(body);
    read_own_fields(body, false);
    body.finish();
    return body.normalized();
}

std::string changes_of(const http::Request& request, bool own) {
    http::JsonBody body(request);
    static_cast<void>(optional_name(body, "name", {1, 100}));
    check_address(body, body.optional_text("email", {3, 254}).value_or(""));
    static_cast<void>(body.optional_choice("status", {"invited", "active", "on_leave", "left"}));
    body.keeps({"name", "email", "status"});
    read_place_in_company(body);
    read_own_fields(body, own);
    body.finish();
    return body.normalized();
}

std::string own_changes_of(const http::Request& request) {
    http::JsonBody body(request);
    read_own_fields(body, true);
    body.finish();
    return body.normalized();
}

base::Task<void> change(access::Call& call, std::int64_t id, std::int32_t version, std::string changes) {
    const auto rows = co_await call.database().write(
        sql::people::change_member, call.team_space(), call.principal().member_id, id, version, changes,
        call.request().request_id, access::includes(call.principal().scopes, access::Scope::roles_write));
    if (rows.front().outcome != "ok") {
        throw problem_of(rows.front().outcome, "member");
    }
    access::announce_access_change(call);
}

}  // namespace

base::Task<http::Response> create_member(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::string member = new_member_of(call.request());
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const auto rows =
        co_await call.database().write(sql::people::create_member, call.team_space(), call.principal().member_id,
                                       member, call.request().request_id, idempotency.key, idempotency.request_hash());
    const auto made = rows.front();
    const bool replayed = made.outcome == "replayed";
    if (!made.id || (made.outcome != "ok" && !replayed)) {
        throw problem_of(made.outcome, "member");
    }
    co_return http::created(co_await respond_member(call, *made.id, 201), fmt::format("/api/v1/members/{}", *made.id),
                            replayed);
}

base::Task<http::Response> change_member(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "member");
    const std::int32_t version = http::required_version(call.request());
    co_await change(call, id, version, changes_of(call.request(), id == call.principal().member_id));
    co_return co_await respond_member(call, id);
}

base::Task<http::Response> erase_member(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "member");
    http::JsonBody body(call.request());
    const std::string name = body.text("name", {1, 100});
    body.finish();
    const auto rows = co_await call.database().write(sql::people::erase_member, call.team_space(),
                                                     call.principal().member_id, id, name, call.request().request_id);
    const std::string_view outcome = rows.front().outcome;
    if (outcome != "ok" && outcome != "unchanged") {
        throw problem_of(outcome, "member");
    }
    access::announce_access_change(call);
    co_return co_await respond_member(call, id);
}

base::Task<http::Response> change_me(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int32_t version = http::required_version(call.request());
    co_await change(call, call.principal().member_id, version, own_changes_of(call.request()));
    co_return co_await respond_me(call);
}

}  // namespace gracy::hr

#include "hr/analytics/scope.hpp"

#include "access/services.hpp"
#include "gracy/sql/analytics.hpp"
#include "http/problem.hpp"

namespace gracy::hr {
namespace {

constexpr auto query_field = http::FieldError::Place::query;

bool sees_everybody(const access::Call& call) {
    return access::includes(call.principal().scopes, access::Scope::analytics_all);
}

}  // namespace

Span Span::read(const access::Call& call, http::QueryReader& query) {
    using namespace std::chrono;
    const base::Date today = floor<days>(call.services().clock.now());
    Span span;
    span.until = query.date("to").value_or(today + days(2));
    span.from = query.date("from").value_or(span.until - days(366));
    if (span.from >= span.until) {
        query.refuse({query_field, "from", "out_of_order",
                      http::Text{"from must be before to.", "from은 to보다 앞이어야 해요."}});
    }
    return span;
}

AnalyticsScope AnalyticsScope::read(const access::Call& call, http::QueryReader& query) {
    AnalyticsScope scope = read_days(call, query);
    scope.grain = query.choice("grain", {"week", "month"}).value_or("month");
    return scope;
}

AnalyticsScope AnalyticsScope::read_days(const access::Call& call, http::QueryReader& query) {
    AnalyticsScope scope;
    const auto group = query.choice("group", {"team_space", "all", "department", "location", "team", "subtree"});
    scope.group = group.value_or(sees_everybody(call) ? "team_space" : "subtree");
    if (scope.group == "all") {
        scope.group = "team_space";  // as other lists call it
    }
    const auto id = query.id("id");
    if (scope.group == "team_space") {
        if (id) {
            query.refuse({query_field, "id", "unexpected",
                          http::Text{"The whole team space has no id.", "팀 스페이스 전체에는 id를 쓰지 않아요."}});
        }
    } else if (id) {
        scope.group_id = *id;
    } else if (scope.group == "subtree") {
        scope.group_id = call.principal().member_id;
    } else {
        query.refuse(http::field_error::required(query_field, "id"));
    }
    const Span span = Span::read(call, query);
    scope.from = span.from;
    scope.until = span.until;
    return scope;
}

base::Task<std::string> find_own_group(access::Call& call, const AnalyticsScope& scope) {
    if (!sees_everybody(call) && (scope.group != "subtree" || scope.group_id != call.principal().member_id)) {
        throw http::Problem::forbidden(access::name_of(access::Scope::analytics_all));
    }
    const auto rows =
        co_await call.database().read(sql::analytics::find_group, call.team_space(), scope.group, scope.group_id);
    const auto group = rows.first();
    if (!group) {
        throw http::Problem::not_found("group");
    }
    co_return std::string(group->name);
}

void write_scope(base::JsonWriter& json, const AnalyticsScope& scope, std::string_view group_name) {
    json.key<"group">().open_object();
    json.field<"kind">(scope.group);
    json.field<"id">(scope.group_id == 0 ? std::nullopt : std::optional(base::Id{scope.group_id}));
    json.field<"name">(group_name);
    json.close_object();
    if (!scope.grain.empty()) {
        json.field<"grain">(scope.grain);
    }
    json.field<"from">(scope.from);
    json.field<"to">(scope.until);
}

}  // namespace gracy::hr

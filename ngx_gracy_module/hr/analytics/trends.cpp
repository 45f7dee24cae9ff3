// Mood and eNPS over time. Every row comes from released_cell and wave_trend: what was released of a group, and why not
// the rest (sql/functions/privacy/README.md).
#include "access/services.hpp"
#include "gracy/sql/analytics.hpp"
#include "hr/analytics/handlers.hpp"
#include "hr/analytics/scope.hpp"
#include "http/problem.hpp"

namespace gracy::hr {
namespace {

/// As a wave names the groups that it counts people in.
std::string_view wave_kind(const AnalyticsScope& scope) {
    return scope.group == "subtree" ? "manager_group" : cell_kind(scope);
}

}  // namespace

base::Task<http::Response> get_mood_analytics(access::Call& call) {
    http::QueryReader query(call.request().query);
    const AnalyticsScope scope = AnalyticsScope::read(call, query);
    query.finish();
    const std::string name = co_await find_own_group(call, scope);
    const auto rows = co_await call.database().read(sql::analytics::list_mood, call.team_space(), cell_kind(scope),
                                                    scope.group_id, scope.grain, scope.from, scope.until);
    co_return respond_points(scope, name, rows, [](base::JsonWriter& json, const auto& cell) {
        json.field<"period_start">(cell.period_start);
        json.field<"released">(cell.released);
        json.field<"reason">(cell.reason);
        json.field<"mean">(cell.mean);
        json.field<"change">(cell.change);
        json.field<"participation_at_least">(cell.participation);
        json.field<"members_at_least">(cell.members_from);
        json.field<"k">(cell.k);
    });
}

base::Task<http::Response> get_enps_analytics(access::Call& call) {
    http::QueryReader query(call.request().query);
    const AnalyticsScope scope = AnalyticsScope::read_days(call, query);
    if (scope.group == "team") {
        query.refuse({http::FieldError::Place::query, "group", "unsupported",
                      http::Text{"Surveys are not counted by team.", "설문은 팀별로 집계하지 않아요."}});
    }
    query.finish();
    const std::string name = co_await find_own_group(call, scope);
    const auto rows = co_await call.database().read(sql::analytics::list_enps, call.team_space(), wave_kind(scope),
                                                    scope.group_id, scope.from, scope.until);
    co_return respond_points(scope, name, rows, [](base::JsonWriter& json, const auto& point) {
        json.field<"survey_id">(base::Id{point.survey_id});
        json.key<"title">().open_object();
        json.field<"ko">(point.title_ko);
        json.field<"en">(point.title_en);
        json.close_object();
        json.field<"wave_id">(base::Id{point.wave_id});
        json.field<"name">(point.name);
        json.field<"closed_at">(point.closed_at);
        json.field<"released">(point.released);
        json.field<"reason">(point.reason);
        json.field<"n">(point.n);
        json.field<"enps">(point.enps);
        json.field<"change">(point.change);
        json.field<"audience">(point.audience);
        json.field<"audience_id">(point.audience_id == 0 ? std::nullopt : std::optional(base::Id{point.audience_id}));
    });
}

}  // namespace gracy::hr

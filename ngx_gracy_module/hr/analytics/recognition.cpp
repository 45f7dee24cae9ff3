#include "gracy/sql/analytics.hpp"
#include "hr/analytics/handlers.hpp"
#include "hr/analytics/scope.hpp"

#include <cmath>

namespace gracy::hr {
namespace {

/// To three decimals; nothing of nothing is unknown.
std::optional<double> share(const std::optional<std::int32_t>& part, const std::optional<std::int32_t>& whole) {
    if (!part || !whole || *whole == 0) {
        return std::nullopt;
    }
    return std::round(1000.0 * *part / *whole) / 1000.0;
}

void write_period(base::JsonWriter& json, const sql::analytics::list_activity_row& period) {
    json.field<"period_start">(period.period_start);
    json.field<"members">(period.members);
    json.field<"withheld">(period.withheld);
    json.field<"gifts">(period.gifts);
    json.field<"points">(period.points);
    json.field<"givers">(period.givers);
    json.field<"receivers">(period.receivers);
    json.field<"participation">(share(period.participation, std::optional(100)));
    json.field<"across_departments">(share(period.cross_gifts, period.gifts));
    json.field<"pairs">(period.pairs);
    // Both thanked each other: two of the pairs.
    json.field<"reciprocity">(
        share(period.mutual_pairs ? std::optional(*period.mutual_pairs * 2) : std::nullopt, period.pairs));
    json.field<"isolated">(period.isolated);
}

/// Percent of people by how many others, or why it is not told.
void write_degrees(base::JsonWriter& json, const std::optional<std::string_view>& reason,
                   const std::optional<std::string_view>& shares) {
    json.open_object();
    json.field<"released">(!reason);
    json.field<"reason">(reason);
    json.field<"shares">(shares ? std::optional(base::RawJson{*shares}) : std::nullopt);
    json.close_object();
}

}  // namespace

base::Task<http::Response> get_recognition_analytics(access::Call& call) {
    http::QueryReader query(call.request().query);
    const AnalyticsScope scope = AnalyticsScope::read(call, query);
    query.finish();
    const std::string name = co_await find_own_group(call, scope);
    const auto rows = co_await call.database().read(sql::analytics::list_activity, call.team_space(), scope.group,
                                                    scope.group_id, scope.grain, scope.from, scope.until);
    co_return respond_points(scope, name, rows, write_period);
}

base::Task<http::Response> get_value_analytics(access::Call& call) {
    http::QueryReader query(call.request().query);
    const AnalyticsScope scope = AnalyticsScope::read(call, query);
    query.finish();
    const std::string name = co_await find_own_group(call, scope);
    const auto rows = co_await call.database().read(sql::analytics::list_value_activity, call.team_space(), scope.group,
                                                    scope.group_id, scope.grain, scope.from, scope.until);
    co_return respond_points(scope, name, rows, [](base::JsonWriter& json, const auto& value) {
        json.field<"period_start">(value.period_start);
        json.field<"value_id">(base::Id{value.value_id});
        json.field<"name">(value.name);
        json.field<"name_ko">(value.name_ko);
        json.field<"gifts">(value.gifts);
    });
}

base::Task<http::Response> get_network_analytics(access::Call& call) {
    http::QueryReader query(call.request().query);
    const AnalyticsScope scope = AnalyticsScope::read_days(call, query);
    query.finish();
    const std::string name = co_await find_own_group(call, scope);
    const auto rows = co_await call.database().read(sql::analytics::list_degrees, call.team_space(), cell_kind(scope),
                                                    scope.group_id, scope.from, scope.until);
    co_return respond_points(scope, name, rows, [](base::JsonWriter& json, const auto& month) {
        json.field<"period_start">(month.period_start);
        json.key<"given">();
        write_degrees(json, month.given_reason, month.given_shares);
        json.key<"received">();
        write_degrees(json, month.received_reason, month.received_shares);
    });
}

}  // namespace gracy::hr

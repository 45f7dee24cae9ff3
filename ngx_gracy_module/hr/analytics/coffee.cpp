#include "gracy/sql/analytics.hpp"
#include "hr/analytics/handlers.hpp"
#include "hr/analytics/scope.hpp"

namespace gracy::hr {

base::Task<http::Response> get_coffee_analytics(access::Call& call) {
    http::QueryReader query(call.request().query);
    const AnalyticsScope scope = AnalyticsScope::read_days(call, query);
    query.finish();
    const std::string name = co_await find_own_group(call, scope);
    const auto rows = co_await call.database().read(sql::analytics::list_coffee, call.team_space(), scope.from,
                                                    scope.until, cell_kind(scope), scope.group_id);
    co_return respond_points(scope, name, rows, [](base::JsonWriter& json, const auto& round) {
        json.field<"program_id">(base::Id{round.program_id});
        json.field<"program_name">(round.program_name);
        json.field<"round_id">(base::Id{round.round_id});
        json.field<"fire_at">(round.fire_at);
        json.field<"members">(round.seats);
        json.field<"groups">(round.groups);
        json.field<"repeats">(round.repeats);
        json.field<"released">(round.released);
        json.field<"reason">(round.reason);
        json.field<"answers">(round.answers);
        json.field<"participation_at_least">(round.participation);
        json.field<"meet_rate">(round.met ? std::optional(*round.met / 100.0) : std::nullopt);
    });
}

}  // namespace gracy::hr

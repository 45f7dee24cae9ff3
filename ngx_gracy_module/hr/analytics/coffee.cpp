#include "base/json_writer.hpp"
#include "gracy/sql/analytics.hpp"
#include "hr/analytics/handlers.hpp"
#include "hr/analytics/scope.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <cmath>

namespace gracy::hr {

base::Task<http::Response> get_coffee_analytics(access::Call& call) {
    http::QueryReader query(call.request().query);
    const Span span = Span::read(call, query);
    query.finish();
    const auto rows =
        co_await call.database().read(sql::analytics::list_coffee, call.team_space(), span.from, span.until);
    base::JsonWriter json(2048);
    json.open_object();
    json.field<"from">(span.from);
    json.field<"to">(span.until);
    json.key<"data">().open_array();
    for (const auto& round : rows) {
        json.open_object();
        json.field<"program_id">(base::Id{round.program_id});
        json.field<"program_name">(round.program_name);
        json.field<"round_id">(base::Id{round.round_id});
        json.field<"fire_at">(round.fire_at);
        json.field<"members">(round.seats);
        json.field<"groups">(round.groups);
        json.field<"repeats">(round.repeats);
        json.field<"answers">(round.answers);
        json.field<"meet_rate">(
            round.answers && *round.answers > 0
                ? std::optional(std::round(1000.0 * round.met.value_or(0) / *round.answers) / 1000.0)
                : std::nullopt);
        json.close_object();
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr

#include "base/json_writer.hpp"
#include "gracy/sql/check_ins.hpp"
#include "hr/check_ins/handlers.hpp"
#include "http/json_body.hpp"
#include "http/query.hpp"

#include <algorithm>
#include <array>

namespace gracy::hr {
namespace {

constexpr std::array<std::string_view, 7> days{"monday", "tuesday",  "wednesday", "thursday",
                                               "friday", "saturday", "sunday"};

/// As PostgreSQL counts them: 1 is Monday. What is no day is refused.
std::vector<std::int32_t> read_weekdays(http::JsonBody& body) {
    std::vector<std::int32_t> read;
    const std::vector<std::string> names = body.texts("weekdays", 1, days.size(), {1, 9});
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto* const day = std::ranges::find(days, std::string_view(names[i]));
        if (day == days.end()) {
            body.refuse(http::field_error::not_one_of(
                http::FieldError::Place::body, http::pointer_to("weekdays", i),
                {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}));
            continue;
        }
        const auto number = static_cast<std::int32_t>(day - days.begin() + 1);
        if (std::ranges::find(read, number) == read.end()) {
            read.push_back(number);
        }
    }
    std::ranges::sort(read);
    return read;
}

base::Task<http::Response> respond_preferences(access::Call& call) {
    const access::Principal& who = call.principal();
    const auto rows =
        co_await call.database().read(sql::check_ins::get_check_in_preference, who.team_space_id, who.member_id);
    const auto said = rows.front();
    base::JsonWriter json;
    json.open_object();
    json.field<"asked">(said.asked);
    json.key<"weekdays">().open_array();
    for (const std::int32_t day : said.weekdays.copy()) {
        json.value(days.at(static_cast<std::size_t>(day - 1)));
    }
    json.close_array();
    json.field<"at_minute">(said.at_minute);
    json.field<"snoozed_until">(said.snoozed_until);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace

base::Task<http::Response> get_check_in_preferences(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_preferences(call);
}

base::Task<http::Response> put_check_in_preferences(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const bool asked = body.boolean("asked");
    const std::vector<std::int32_t> weekdays = read_weekdays(body);
    const auto at_minute = static_cast<std::int32_t>(body.integer("at_minute", 0, 1439));
    const auto snoozed_until = body.optional_date("snoozed_until");
    body.finish();
    const access::Principal& who = call.principal();
    co_await call.database().write(sql::check_ins::put_check_in_preference, who.team_space_id, who.member_id, asked,
                                   weekdays, at_minute, snoozed_until);
    co_return co_await respond_preferences(call);
}

}  // namespace gracy::hr

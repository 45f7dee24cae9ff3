#include "access/services.hpp"
#include "access/total.hpp"
#include "gracy/sql/celebrations.hpp"
#include "hr/celebrations/date_range.hpp"
#include "hr/celebrations/handlers.hpp"
#include "http/json_body.hpp"
#include "http/numbers.hpp"
#include "http/page.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"
#include "http/timestamp.hpp"

#include <fmt/format.h>
#include <tuple>

namespace gracy::hr {
namespace {

/// The day since the epoch.
using DayKey = std::tuple<std::int64_t>;

constexpr char holidays_by_day = 'h';
constexpr std::chrono::days usual_range{366};
constexpr std::chrono::days longest_range{3 * 366};
/// The years whose holidays are known (gracy.korean_holidays).
constexpr std::int64_t first_year = 2024;
constexpr std::int64_t last_year = 2050;

void write_holiday(base::JsonWriter& json, const sql::celebrations::list_holidays_row& holiday) {
    json.open_object();
    json.field<"on">(holiday.on_date);
    json.field<"name">(holiday.name);
    json.field<"name_en">(holiday.name_en);
    json.field<"substitute">(holiday.substitute);
    json.field<"version">(holiday.version);
    json.close_object();
}

DayKey key_of(const sql::celebrations::list_holidays_row& holiday) {
    return {holiday.on_date.time_since_epoch().count()};
}

base::Date date_of(const access::Call& call) {
    const auto date = http::parse_date(call.path("date"));
    if (!date) {
        throw http::Problem::not_found("holiday");
    }
    return *date;
}

}  // namespace

base::Task<http::Response> list_holidays(access::Call& call) {
    http::QueryReader query(call.request().query);
    const auto today = std::chrono::floor<std::chrono::days>(call.services().clock.now());
    const auto this_year = std::chrono::year_month_day(today).year();
    const base::Date first = base::Date(this_year / std::chrono::January / 1);
    const DateRange range = DateRange::read(query, first, usual_range, longest_range);
    const http::Page<DayKey> page(
        call.request(), query,
        call.cursor_scope(holidays_by_day, http::FilterHash()
                                               .add(std::int64_t{range.from.time_since_epoch().count()})
                                               .add(std::int64_t{range.to.time_since_epoch().count()})));
    query.finish();

    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const auto [day] = page.after().value_or(DayKey{range.from.time_since_epoch().count() - 1});
    auto listing = db.read(sql::celebrations::list_holidays, space, range.from, range.to,
                           base::Date{std::chrono::days(day)}, page.rows_to_read(), page.offset());
    const auto total =
        co_await access::total_of(page, db, sql::celebrations::count_holidays, space, range.from, range.to);
    co_return page.respond(co_await listing, total, write_holiday, key_of);
}

base::Task<http::Response> put_holiday(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const base::Date date = date_of(call);
    const std::int32_t version = http::optional_version(call.request());
    http::JsonBody body(call.request());
    const std::string name = body.text("name", {1, 100});
    const std::optional<std::string> name_en = body.optional_text("name_en", {1, 100});
    const bool substitute = body.optional_boolean("substitute").value_or(false);
    body.finish();

    const auto rows =
        co_await call.database().write(sql::celebrations::put_holiday, call.team_space(), call.principal().member_id,
                                       date, version, name, name_en, substitute, call.request().request_id);
    const auto put = rows.front();
    if (put.outcome == "version_mismatch" || !put.version) {
        throw http::Problem::version_mismatch();
    }
    base::JsonWriter json;
    json.open_object();
    json.field<"on">(date);
    json.field<"name">(name);
    json.field<"name_en">(name_en);
    json.field<"substitute">(substitute);
    json.field<"version">(*put.version);
    json.close_object();
    co_return http::with_version(call.request(),
                                 http::Response::json(json.take(), put.outcome == "created" ? 201 : 200), *put.version,
                                 call.fingerprint_seed());
}

base::Task<http::Response> delete_holiday(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const base::Date date = date_of(call);
    const std::int32_t version = http::required_version(call.request());
    const auto rows =
        co_await call.database().write(sql::celebrations::delete_holiday, call.team_space(), call.principal().member_id,
                                       date, version, call.request().request_id);
    const std::string_view outcome = rows.front().outcome;
    if (outcome == "unknown_holiday") {
        throw http::Problem::not_found("holiday");
    }
    if (outcome != "ok") {
        throw http::Problem::version_mismatch();
    }
    co_return http::Response::empty(204);
}

base::Task<http::Response> add_korean_holidays(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const auto year = http::parse_integer(call.path("year"));
    if (!year || *year < first_year || *year > last_year) {
        throw http::Problem::not_found("calendar");
    }
    const auto rows = co_await call.database().write(sql::celebrations::add_korean_holidays, call.team_space(),
                                                     call.principal().member_id, static_cast<std::int32_t>(*year),
                                                     call.request().request_id);
    base::JsonWriter json;
    json.open_object();
    json.field<"year">(*year);
    json.field<"added">(rows.front().added);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr

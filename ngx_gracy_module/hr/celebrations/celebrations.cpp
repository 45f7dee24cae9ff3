#include "gracy/sql/celebrations.hpp"
#include "access/services.hpp"
#include "access/total.hpp"
#include "hr/celebrations/date_range.hpp"
#include "hr/celebrations/handlers.hpp"
#include "http/page.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

/// The day (since the epoch), the member, and what is celebrated.
using OccurrenceKey = std::tuple<std::int64_t, std::int64_t, std::string>;

constexpr char celebrations_by_day = 'c';
constexpr std::chrono::days usual_range{30};
constexpr std::chrono::days longest_range{92};

void write_celebration(base::JsonWriter& json, const sql::celebrations::list_celebrations_row& celebration) {
    json.open_object();
    json.field<"kind">(celebration.kind);
    json.field<"on">(celebration.on_date);
    json.field<"told_on">(celebration.post_on);
    json.field<"years">(celebration.years);
    json.key<"member">().open_object();
    json.field<"id">(base::Id{celebration.member_id});
    json.field<"name">(celebration.name);
    json.field<"name_en">(celebration.name_en);
    json.field<"department_name">(celebration.department_name);
    json.field<"avatar_url">(celebration.avatar_url);
    json.close_object();
    json.close_object();
}

OccurrenceKey key_of(const sql::celebrations::list_celebrations_row& celebration) {
    return {celebration.on_date.time_since_epoch().count(), celebration.member_id, std::string(celebration.kind)};
}

}  // namespace

base::Task<http::Response> list_celebrations(access::Call& call) {
    http::QueryReader query(call.request().query);
    // A day early where it is still yesterday: nothing of today is missed anywhere.
    const auto today = std::chrono::floor<std::chrono::days>(call.services().clock.now() - std::chrono::hours(12));
    const DateRange range = DateRange::read(query, today, usual_range, longest_range);
    const http::Page<OccurrenceKey> page(
        call.request(), query,
        call.cursor_scope(celebrations_by_day, http::FilterHash()
                                                   .add(std::int64_t{range.from.time_since_epoch().count()})
                                                   .add(std::int64_t{range.to.time_since_epoch().count()})));
    query.finish();

    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const auto [day, member, kind] =
        page.after().value_or(OccurrenceKey{range.from.time_since_epoch().count(), 0, std::string()});
    const base::Date after_on{std::chrono::days(day)};
    auto listing = db.read(sql::celebrations::list_celebrations, space, range.from, range.to, after_on, member, kind,
                           page.rows_to_read(), page.offset());
    const auto total =
        co_await access::total_of(page, db, sql::celebrations::count_celebrations, space, range.from, range.to);
    co_return page.respond(co_await listing, total, write_celebration, key_of);
}

}  // namespace gracy::hr

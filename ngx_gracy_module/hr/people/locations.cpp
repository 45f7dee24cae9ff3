#include "access/total.hpp"
#include "gracy/sql/people.hpp"
#include "hr/people/handlers.hpp"
#include "hr/people/named_thing.hpp"
#include "hr/people/names.hpp"
#include "hr/search_query.hpp"
#include "http/page.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

using NameKey = std::tuple<std::string, std::int64_t>;

constexpr char locations_by_name = 'l';

template <class Row>
void write_location(base::JsonWriter& json, const Row& location) {
    json.open_object();
    json.field<"id">(base::Id{location.id});
    json.field<"name">(location.name);
    json.field<"name_en">(location.name_en);
    json.field<"tz">(location.tz);
    json.field<"member_count">(location.member_count);
    json.field<"created_at">(location.created_at);
    json.field<"updated_at">(location.updated_at);
    json.field<"version">(location.version);
    json.close_object();
}

base::Task<http::Response> respond_location(access::Call& call, std::int64_t id, int status) {
    const auto rows = co_await call.database().read(sql::people::get_location, call.team_space(), id);
    const auto location = rows.first();
    if (!location) {
        throw http::Problem::not_found("location");
    }
    base::JsonWriter json;
    write_location(json, *location);
    co_return http::with_version(call.request(), http::Response::json(json.take(), status), location->version,
                                 call.fingerprint_seed());
}

std::string location_of(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(required_name(body, "name", {1, 100}));
    static_cast<void>(optional_name(body, "name_en", {1, 100}));
    static_cast<void>(body.optional_text("tz", {1, 64}));
    body.finish();
    return body.normalized();
}

std::string location_changes_of(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(optional_name(body, "name", {1, 100}));
    static_cast<void>(optional_name(body, "name_en", {1, 100}));
    static_cast<void>(body.optional_text("tz", {1, 64}));
    body.keeps({"name"});
    body.finish();
    return body.normalized();
}

}  // namespace

base::Task<http::Response> list_locations(access::Call& call) {
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const auto q = read_q(query);
    const http::Page<NameKey> page(call.request(), query,
                                   call.cursor_scope(locations_by_name, http::FilterHash().add(q.value_or(""))));
    query.finish();
    const auto& [name, id] = page.after().value_or(NameKey("", 0));
    auto listing =
        db.read(sql::people::list_locations, call.team_space(), name, id, page.rows_to_read(), page.offset(), q);
    const auto total = co_await access::total_of(page, db, sql::people::count_locations, call.team_space(), q);
    const auto rows = co_await listing;
    co_return page.respond(
        rows, total, [](auto& json, const auto& row) { write_location(json, row); },
        [](const auto& row) { return NameKey(row.name, row.id); });
}

base::Task<http::Response> get_location(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_location(call, call.path_id("id", "location"), 200);
}

base::Task<http::Response> create_location(access::Call& call) {
    return add_named(call, sql::people::create_location, "location", "/api/v1/locations", location_of(call.request()),
                     respond_location);
}

base::Task<http::Response> change_location(access::Call& call) {
    return change_named(call, sql::people::change_location, "location", location_changes_of(call.request()),
                        respond_location);
}

base::Task<http::Response> delete_location(access::Call& call) {
    return delete_home(call, sql::people::delete_location, "location");
}

}  // namespace gracy::hr

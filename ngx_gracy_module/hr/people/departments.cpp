#include "access/total.hpp"
#include "gracy/sql/people.hpp"
#include "hr/json.hpp"
#include "hr/people/handlers.hpp"
#include "hr/people/member_filter.hpp"
#include "hr/people/named_thing.hpp"
#include "hr/people/names.hpp"
#include "hr/search_query.hpp"
#include "http/page.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

using NameKey = std::tuple<std::string, std::int64_t>;

constexpr char departments_by_name = 'd';

template <class Row>
void write_department(base::JsonWriter& json, const Row& department) {
    json.open_object();
    json.field<"id">(base::Id{department.id});
    json.field<"name">(department.name);
    json.field<"name_en">(department.name_en);
    json.field<"parent_id">(id_or_null(department.parent_id));
    json.field<"depth">(department.depth);
    json.field<"member_count">(department.member_count);
    json.field<"total_member_count">(department.total_member_count);
    json.field<"created_at">(department.created_at);
    json.field<"updated_at">(department.updated_at);
    json.field<"version">(department.version);
    json.close_object();
}

base::Task<http::Response> respond_department(access::Call& call, std::int64_t id, int status) {
    const auto rows = co_await call.database().read(sql::people::get_department, call.team_space(), id);
    const auto department = rows.first();
    if (!department) {
        throw http::Problem::not_found("department");
    }
    base::JsonWriter json;
    write_department(json, *department);
    co_return http::with_version(call.request(), http::Response::json(json.take(), status), department->version,
                                 call.fingerprint_seed());
}

std::string department_of(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(required_name(body, "name", {1, 100}));
    static_cast<void>(optional_name(body, "name_en", {1, 100}));
    static_cast<void>(body.optional_id("parent_id"));
    body.finish();
    return body.normalized();
}

std::string department_changes_of(const http::Request& request) {
    http::JsonBody body(request);
    static_cast<void>(optional_name(body, "name", {1, 100}));
    static_cast<void>(optional_name(body, "name_en", {1, 100}));
    static_cast<void>(body.optional_id("parent_id"));
    body.keeps({"name"});
    body.finish();
    return body.normalized();
}

}  // namespace

base::Task<http::Response> list_departments(access::Call& call) {
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const auto parent_id = query.id("parent_id");
    const auto q = read_q(query);
    const http::Page<NameKey> page(
        call.request(), query,
        call.cursor_scope(departments_by_name, http::FilterHash().add(parent_id.value_or(0)).add(q.value_or(""))));
    query.finish();
    const auto& [name, id] = page.after().value_or(NameKey("", 0));
    auto listing = db.read(sql::people::list_departments, call.team_space(), parent_id, name, id, page.rows_to_read(),
                           page.offset(), q);
    const auto total =
        co_await access::total_of(page, db, sql::people::count_departments, call.team_space(), parent_id, q);
    const auto rows = co_await listing;
    co_return page.respond(
        rows, total, [](auto& json, const auto& row) { write_department(json, row); },
        [](const auto& row) { return NameKey(row.name, row.id); });
}

base::Task<http::Response> get_department(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_department(call, call.path_id("id", "department"), 200);
}

base::Task<http::Response> create_department(access::Call& call) {
    return add_named(call, sql::people::create_department, "department", "/api/v1/departments",
                     department_of(call.request()), respond_department);
}

base::Task<http::Response> change_department(access::Call& call) {
    return change_named(call, sql::people::change_department, "department", department_changes_of(call.request()),
                        respond_department);
}

base::Task<http::Response> delete_department(access::Call& call) {
    return delete_home(call, sql::people::delete_department, "department");
}

}  // namespace gracy::hr

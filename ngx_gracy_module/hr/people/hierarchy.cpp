#include "gracy/sql/people.hpp"
#include "hr/json.hpp"
#include "hr/people/handlers.hpp"
#include "http/page.hpp"

#include <map>
#include <tuple>

namespace gracy::hr {
namespace {

using NameKey = std::tuple<std::string, std::int64_t>;

constexpr char reports_by_name = 'R';
constexpr std::int32_t default_depth = 2;
constexpr std::int32_t most_depth = 5;
/// Of one chart: what a screen can show and a request can carry.
constexpr std::size_t most_nodes = 1000;

template <class Row>
void write_row(base::JsonWriter& json, const Row& member) {
    write_profile(json, member);
    json.field<"hired_on">(member.hired_on);
}

/// Nodes come level by level, so everybody stands behind the manager. Whoever has more reports than the chart shows
/// says so.
template <class Rows>
http::Response chart_of(std::int32_t depth, const Rows& rows) {
    const std::size_t shown = std::min(rows.size(), most_nodes);
    std::map<std::int64_t, std::int64_t> shown_reports;
    for (std::size_t i = 0; i < shown; ++i) {
        if (const auto node = rows[i]; node.manager_id && node.status != "left") {
            ++shown_reports[*node.manager_id];
        }
    }
    base::JsonWriter json(512 * shown + 256);
    json.open_object();
    json.field<"depth">(depth);
    json.key<"nodes">().open_array();
    for (std::size_t i = 0; i < shown; ++i) {
        const auto node = rows[i];
        json.open_object();
        json.field<"id">(base::Id{node.id});
        json.field<"name">(node.name);
        json.field<"name_en">(node.name_en);
        json.field<"title">(node.title);
        json.field<"department_id">(id_or_null(node.department_id));
        json.field<"department_name">(node.department_name);
        json.field<"manager_id">(id_or_null(node.manager_id));
        json.field<"status">(node.status);
        json.field<"avatar_url">(node.avatar_url);
        json.field<"depth">(node.depth);
        json.field<"report_count">(node.report_count);
        json.field<"has_more">(shown_reports[node.id] < node.report_count);
        json.close_object();
    }
    json.close_array();
    json.field<"has_more">(rows.size() > most_nodes);
    json.close_object();
    return http::Response::json(json.take());
}

}  // namespace

base::Task<http::Response> list_chain(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "member");
    const auto rows = co_await call.database().read(sql::people::list_chain, call.team_space(), id);
    if (rows.empty()) {
        throw http::Problem::not_found("member");
    }
    base::JsonWriter json(1024);
    json.open_object().key<"data">().open_array();
    for (const auto& member : rows) {
        if (member.depth > 0) {
            json.open_object();
            write_row(json, member);
            json.field<"depth">(member.depth);
            json.close_object();
        }
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> list_reports(access::Call& call) {
    postgres::Client& db = call.database();
    const std::int64_t manager = call.path_id("id", "member");
    http::QueryReader query(call.request().query);
    const http::Page<NameKey> page(call.request(), query,
                                   call.cursor_scope(reports_by_name, http::FilterHash().add(manager)));
    query.finish();
    const auto& [name, id] = page.after().value_or(NameKey("", 0));
    auto listing =
        db.read(sql::people::list_reports, call.team_space(), manager, name, id, page.rows_to_read(), page.offset());
    std::optional<std::int64_t> total;
    if (page.with_total()) {
        const auto counted = co_await db.read(sql::people::count_reports, call.team_space(), manager);
        if (!counted.front().found) {
            throw http::Problem::not_found("member");
        }
        total = counted.front().total;
    }
    const auto rows = co_await listing;
    // Whether a list is empty or is none is only asked when it looks empty.
    if (rows.empty() && !total) {
        const auto known = co_await db.read(sql::people::count_reports, call.team_space(), manager);
        if (!known.front().found) {
            throw http::Problem::not_found("member");
        }
    }
    const auto write = [](base::JsonWriter& json, const auto& member) {
        json.open_object();
        write_row(json, member);
        json.field<"report_count">(member.report_count);
        json.close_object();
    };
    co_return page.respond(rows, total, write, [](const auto& row) { return NameKey(row.name, row.id); });
}

base::Task<http::Response> get_org_chart(access::Call& call) {
    http::QueryReader query(call.request().query);
    const auto root = query.id("root");
    const auto depth = static_cast<std::int32_t>(query.integer("depth", 0, most_depth).value_or(default_depth));
    query.finish();
    constexpr auto limit = static_cast<std::int32_t>(most_nodes) + 1;
    if (!root) {
        co_return chart_of(depth,
                           co_await call.database().read(sql::people::list_org_chart, call.team_space(), depth, limit));
    }
    const auto rows =
        co_await call.database().read(sql::people::list_org_chart_below, call.team_space(), *root, depth, limit);
    if (rows.empty()) {
        throw http::Problem::not_found("member");
    }
    co_return chart_of(depth, rows);
}

}  // namespace gracy::hr

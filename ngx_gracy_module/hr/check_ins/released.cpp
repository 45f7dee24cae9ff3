#include "access/total.hpp"
#include "gracy/sql/analytics.hpp"
#include "gracy/sql/check_ins.hpp"
#include "hr/check_ins/handlers.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

constexpr char cells_by_period = 'M';

/// Days since the Unix epoch.
using PeriodKey = std::tuple<std::int64_t>;

struct Group {
    std::string_view kind;
    std::int64_t id;
};

/// Which group is asked for: everybody, or one of a kind. Managers see the people under themselves and nobody else.
Group group_of(http::QueryReader& query, const access::Principal& who) {
    const bool sees_all = access::includes(who.scopes, access::Scope::analytics_all);
    auto kind = query.choice("group", {"all", "team_space", "department", "location", "team", "subtree"})
                    .value_or(sees_all ? "all" : "subtree");
    if (kind == "team_space") {
        kind = "all";  // as other analytics call it
    }
    const auto id = query.id("id");
    if (kind == "all" && id) {
        query.refuse(http::field_error::unknown(http::FieldError::Place::query, "id"));
    }
    if (kind != "all" && kind != "subtree" && !id) {
        query.refuse(http::field_error::required(http::FieldError::Place::query, "id"));
    }
    const Group group{kind, kind == "all" ? 0 : id.value_or(who.member_id)};
    if (!sees_all && (kind != "subtree" || group.id != who.member_id)) {
        throw http::Problem::forbidden("analytics:all");
    }
    return group;
}

void write_cell(base::JsonWriter& json, const sql::check_ins::list_released_check_ins_row& cell) {
    json.open_object();
    json.field<"period_start">(cell.period_start);
    json.field<"released">(cell.released);
    json.field<"reason">(cell.reason);
    json.field<"mean">(cell.mean);
    json.field<"participation_at_least">(cell.participation);
    json.field<"members_at_least">(cell.members_from);
    json.field<"k">(cell.k);
    json.close_object();
}

}  // namespace

base::Task<http::Response> released_check_ins(access::Call& call) {
    using namespace std::chrono;
    postgres::Client& db = call.database();
    const std::int64_t team_space = call.team_space();
    http::QueryReader query(call.request().query);
    const Group group = group_of(query, call.principal());
    const std::string_view grain = query.choice("grain", {"week", "month"}).value_or("month");
    const http::Page<PeriodKey> page(
        call.request(), query,
        call.cursor_scope(cells_by_period, http::FilterHash().add(group.kind).add(group.id).add(grain)));
    query.finish();

    const base::Date before = page.after() ? base::Date(days(std::get<0>(*page.after()))) : base::Date(9999y / 12 / 31);
    const auto key_of = [](const sql::check_ins::list_released_check_ins_row& cell) {
        return PeriodKey{cell.period_start.time_since_epoch().count()};
    };
    const auto rows = co_await db.read(sql::check_ins::list_released_check_ins, team_space, grain, group.kind, group.id,
                                       before, page.rows_to_read(), page.offset());
    if (rows.size() == 0 && !page.after() && page.offset() == 0) {
        // Nothing is published of it yet, or there is no such group.
        const auto found = co_await db.read(sql::analytics::find_group, team_space,
                                            group.kind == "all" ? "team_space" : group.kind, group.id);
        if (!found.first()) {
            throw http::Problem::not_found("group");
        }
        co_return page.respond(rows, page.with_total() ? std::optional<std::int64_t>(0) : std::nullopt, write_cell,
                               key_of);
    }
    const auto total = co_await access::total_of(page, db, sql::check_ins::count_released_check_ins, team_space, grain,
                                                 group.kind, group.id);
    co_return page.respond(rows, total, write_cell, key_of);
}

}  // namespace gracy::hr

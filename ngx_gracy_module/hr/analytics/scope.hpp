// What numbers are asked of: a group, and a stretch of its weeks or months.
#pragma once

#include "access/call.hpp"
#include "base/clock.hpp"
#include "base/json_writer.hpp"
#include "base/task.hpp"
#include "http/query.hpp"
#include "http/response.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gracy::hr {

/// Days that a query asks for.
struct Span {
    base::Date from;
    /// Not included.
    base::Date until;

    /// Takes from and to; without them: the last year.
    static Span read(const access::Call& call, http::QueryReader& query);
};

struct AnalyticsScope {
    /// "team_space", "department", "location", "team" or "subtree".
    std::string_view group;
    /// 0 for the team space.
    std::int64_t group_id = 0;
    /// "week" or "month"; empty for what has none.
    std::string_view grain;
    base::Date from;
    /// Not included.
    base::Date until;

    /// Takes group, id, grain, from and to. Without days: the last year.
    static AnalyticsScope read(const access::Call& call, http::QueryReader& query);
    /// The same without grain, for what has no weeks and months.
    static AnalyticsScope read_days(const access::Call& call, http::QueryReader& query);
};

/// The group's name. Who may not see the whole team space (analytics:all) sees the people under themselves, and no
/// group inside it: what one group's numbers are more than another's would be those of the few in between. Throws
/// Problem: 403 for any other group, 404 for a group that is not there.
base::Task<std::string> find_own_group(access::Call& call, const AnalyticsScope& scope);

/// The group's kind as released_cell names it.
inline std::string_view cell_kind(const AnalyticsScope& scope) {
    return scope.group == "team_space" ? "all" : scope.group;
}

/// "group": {...}, "grain" where there is one, "from" and "to".
void write_scope(base::JsonWriter& json, const AnalyticsScope& scope, std::string_view group_name);

/// The scope, and under "data" what `write` makes of each row.
template <class Rows, class Write>
http::Response respond_points(const AnalyticsScope& scope, std::string_view group_name, const Rows& rows, Write write) {
    base::JsonWriter json(2048);
    json.open_object();
    write_scope(json, scope, group_name);
    json.key<"data">().open_array();
    for (const auto& row : rows) {
        json.open_object();
        write(json, row);
        json.close_object();
    }
    json.close_array().close_object();
    return http::Response::json(json.take());
}

}  // namespace gracy::hr

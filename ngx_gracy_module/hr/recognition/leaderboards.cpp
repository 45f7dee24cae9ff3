#include "gracy/sql/recognition.hpp"
#include "hr/recognition/handlers.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <limits>
#include <tuple>

namespace gracy::hr {
namespace {

/// Points and member of the last row, and its rank: the next page counts on from there.
using RankKey = std::tuple<std::int64_t, std::int64_t, std::int64_t>;

constexpr char leaderboard_by_points = 'l';

struct Board {
    /// Who gives comes before who gets.
    std::string_view metric;
    std::string_view period;
    /// A day of the period; nothing: the present one.
    std::optional<base::Date> start;
    std::optional<std::int64_t> department_id;

    static Board read(http::QueryReader& query) {
        return {.metric = query.choice("metric", {"given", "received"}).value_or("given"),
                .period = query.choice("period", {"week", "month", "quarter", "year"}).value_or("month"),
                .start = query.date("start"),
                .department_id = query.id("department_id")};
    }

    http::FilterHash hash() const {
        return http::FilterHash()
            .add(metric)
            .add(period)
            .add(start ? std::int64_t{start->time_since_epoch().count()} : -1)
            .add(department_id.value_or(0));
    }
};

template <class Row>
void write_standing(base::JsonWriter& json, const Board& board, const Row& standing) {
    json.field<"metric">(board.metric);
    json.field<"period">(board.period);
    json.field<"period_start">(standing.period_start);
    json.key<"me">().open_object();
    json.field<"points">(standing.points);
    json.field<"gifts">(standing.gifts);
    json.field<"rank">(standing.rank);
    json.field<"on_leaderboards">(standing.on_leaderboards);
    json.close_object();
}

/// `list` and `find` start their statement.
template <class List, class Find>
base::Task<http::Response> respond_board(const Board& board, const http::Page<RankKey>& page, List list, Find find) {
    auto finding = find();
    const auto rows = co_await list();
    const auto standings = co_await finding;
    const auto standing = standings.first();
    if (!standing) {
        throw http::Problem::not_found("department");
    }
    if (!standing->leaderboards) {
        throw http::Problem(403, "leaderboards-off",
                            {"Leaderboards are switched off here.", "리더보드를 사용하지 않는 팀 스페이스예요."});
    }
    co_return page.respond(
        rows, standing->total,
        [](base::JsonWriter& json, const auto& row) {
            json.open_object();
            json.field<"rank">(row.rank);
            json.key<"member">().open_object();
            json.field<"id">(base::Id{row.member_id});
            json.field<"name">(row.name);
            json.field<"name_en">(row.name_en);
            json.field<"avatar_url">(row.avatar_url);
            json.field<"department_name">(row.department_name);
            json.close_object();
            json.field<"points">(row.points);
            json.field<"gifts">(row.gifts);
            json.close_object();
        },
        [](const auto& row) { return RankKey{row.points, row.member_id, row.rank}; },
        [&](base::JsonWriter& json) { write_standing(json, board, *standing); });
}

}  // namespace

base::Task<http::Response> list_leaderboard(access::Call& call) {
    namespace sql = sql::recognition;
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const Board board = Board::read(query);
    const http::Page<RankKey> page(call.request(), query, call.cursor_scope(leaderboard_by_points, board.hash()));
    query.finish();

    const std::int64_t space = call.team_space();
    const std::int64_t me = call.principal().member_id;
    const auto& [points, member, rank] = page.after().value_or(RankKey{std::numeric_limits<std::int32_t>::max(), 0, 0});
    const auto after_points = static_cast<std::int32_t>(points);
    const auto after_rank = static_cast<std::int32_t>(rank);
    const std::int64_t after_id = member;
    const auto [metric, period, start, department] = board;
    const bool with_total = page.with_total();
    const std::int32_t limit = page.rows_to_read();
    const std::int32_t offset = page.offset();
    if (department) {
        co_return co_await respond_board(
            board, page,
            [=, &db] {
                return db.read(sql::list_department_leaderboard, space, metric, period, start, *department,
                               after_points, after_id, after_rank, limit, offset);
            },
            [=, &db] {
                return db.read(sql::find_department_standing, space, metric, period, start, *department, me,
                               with_total);
            });
    }
    co_return co_await respond_board(
        board, page,
        [=, &db] {
            return db.read(sql::list_leaderboard, space, metric, period, start, after_points, after_id, after_rank,
                           limit, offset);
        },
        [=, &db] { return db.read(sql::find_standing, space, metric, period, start, me, with_total); });
}

}  // namespace gracy::hr

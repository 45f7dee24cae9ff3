#include "gracy/sql/recognition.hpp"
#include "hr/recognition/handlers.hpp"
#include "hr/recognition/kudos_json.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

/// Newest first; the id decides between gifts of the same moment.
using TimeKey = std::tuple<base::Timestamp, std::int64_t>;

constexpr char kudos_by_time = 'k';

TimeKey before_everything() {
    using namespace std::chrono;
    return {base::Timestamp(sys_days(9999y / 12 / 31)), 0};
}

}  // namespace

base::Task<http::Response> list_kudos(access::Call& call) {
    postgres::Client& db = call.database();
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    // Everybody's feed has its own private gifts, so a cursor is its viewer's.
    const http::Page<TimeKey> page(call.request(), query,
                                   call.cursor_scope(kudos_by_time, http::FilterHash().add(who.member_id)));
    query.finish();

    const auto& [at, id] = page.after().value_or(before_everything());
    const auto write = [](base::JsonWriter& json, const sql::recognition::list_kudos_row& kudos) {
        json.open_object();
        write_kudos(json, kudos);
        json.close_object();
    };
    const auto key_of = [](const sql::recognition::list_kudos_row& kudos) {
        return TimeKey{kudos.created_at, kudos.id};
    };
    if (!page.with_total()) {
        const auto rows = co_await db.read(sql::recognition::list_kudos, who.team_space_id, who.member_id, at, id,
                                           page.rows_to_read(), page.offset());
        co_return page.respond(rows, std::nullopt, write, key_of);
    }
    auto counting = db.read(sql::recognition::count_kudos, who.team_space_id, who.member_id);
    const auto rows = co_await db.read(sql::recognition::list_kudos, who.team_space_id, who.member_id, at, id,
                                       page.rows_to_read(), page.offset());
    const auto total = co_await counting;
    co_return page.respond(rows, total.front().total, write, key_of);
}

base::Task<http::Response> get_kudos(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "kudos");
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::recognition::get_kudos, who.team_space_id, who.member_id, id);
    const auto kudos = rows.first();
    if (!kudos) {
        throw http::Problem::not_found("kudos");
    }
    base::JsonWriter json(1024);
    json.open_object();
    write_kudos(json, *kudos);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr

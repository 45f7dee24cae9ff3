#include "access/total.hpp"
#include "gracy/sql/recognition.hpp"
#include "hr/recognition/handlers.hpp"
#include "hr/recognition/kudos_filter.hpp"
#include "hr/recognition/kudos_json.hpp"
#include "http/newest_first.hpp"
#include "http/page.hpp"
#include "http/precondition.hpp"
#include "http/problem.hpp"

#include <utility>

namespace gracy::hr {
namespace {

using http::TimeKey;

constexpr char kudos_by_time = 'k';

template <class List, class Count>
base::Task<http::Response> respond_page(const http::Page<TimeKey>& page, List list, Count count) {
    const auto write = [](base::JsonWriter& json, const auto& kudos) {
        json.open_object();
        write_kudos(json, kudos);
        json.close_object();
    };
    const auto key_of = [](const auto& kudos) { return TimeKey{kudos.created_at, kudos.id}; };
    return access::list_with_total(page, std::move(list), std::move(count), write, key_of);
}

/// One statement for each way to the rows; what a filter says beyond its way is looked at row by row.
base::Task<http::Response> respond_filtered(access::Call& call, const KudosFilter& f, const http::Page<TimeKey>& page) {
    namespace sql = sql::recognition;
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const std::int64_t viewer = call.principal().member_id;
    const auto [at, id] = page.after().value_or(http::newest());
    const std::int32_t limit = page.rows_to_read();
    const std::int32_t offset = page.offset();
    if (f.is_open()) {
        return respond_page(
            page, [=, &db] { return db.read(sql::list_kudos, space, viewer, at, id, limit, offset); },
            [=, &db] { return db.read(sql::count_kudos, space, viewer); });
    }
    if (f.q) {
        return respond_page(
            page,
            [=, &db, &f] {
                return db.read(sql::search_kudos, space, viewer, *f.q, f.giver_id, f.receiver_id, f.department_id,
                               f.value, f.since, f.until, at, id, limit, offset);
            },
            [=, &db, &f] {
                return db.read(sql::count_search_kudos, space, viewer, *f.q, f.giver_id, f.receiver_id, f.department_id,
                               f.value, f.since, f.until);
            });
    }
    if (f.giver_id == viewer) {
        return respond_page(
            page,
            [=, &db, &f] {
                return db.read(sql::list_own_kudos, space, viewer, f.receiver_id, f.department_id, f.value, f.since,
                               f.until, at, id, limit, offset);
            },
            [=, &db, &f] {
                return db.read(sql::count_own_kudos, space, viewer, f.receiver_id, f.department_id, f.value, f.since,
                               f.until);
            });
    }
    if (f.giver_id) {
        return respond_page(
            page,
            [=, &db, &f] {
                return db.read(sql::list_giver_kudos, space, viewer, *f.giver_id, f.receiver_id, f.department_id,
                               f.value, f.since, f.until, at, id, limit, offset);
            },
            [=, &db, &f] {
                return db.read(sql::count_giver_kudos, space, viewer, *f.giver_id, f.receiver_id, f.department_id,
                               f.value, f.since, f.until);
            });
    }
    if (f.receiver_id) {
        return respond_page(
            page,
            [=, &db, &f] {
                return db.read(sql::list_receiver_kudos, space, viewer, *f.receiver_id, f.department_id, f.value,
                               f.since, f.until, at, id, limit, offset);
            },
            [=, &db, &f] {
                return db.read(sql::count_receiver_kudos, space, viewer, *f.receiver_id, f.department_id, f.value,
                               f.since, f.until);
            });
    }
    if (f.department_id) {
        return respond_page(
            page,
            [=, &db, &f] {
                return db.read(sql::list_department_kudos, space, viewer, *f.department_id, f.value, f.since, f.until,
                               at, id, limit, offset);
            },
            [=, &db, &f] {
                return db.read(sql::count_department_kudos, space, viewer, *f.department_id, f.value, f.since, f.until);
            });
    }
    if (f.value) {
        return respond_page(
            page,
            [=, &db, &f] {
                return db.read(sql::list_value_kudos, space, viewer, *f.value, f.since, f.until, at, id, limit, offset);
            },
            [=, &db, &f] { return db.read(sql::count_value_kudos, space, viewer, *f.value, f.since, f.until); });
    }
    return respond_page(
        page,
        [=, &db, &f] {
            return db.read(sql::list_filtered_kudos, space, viewer, f.since, f.until, at, id, limit, offset);
        },
        [=, &db, &f] { return db.read(sql::count_filtered_kudos, space, viewer, f.since, f.until); });
}

}  // namespace

base::Task<http::Response> list_kudos(access::Call& call) {
    http::QueryReader query(call.request().query);
    const KudosFilter filter = KudosFilter::read(query);
    // Everybody's feed has its own private gifts, so a cursor is its viewer's.
    const http::Page<TimeKey> page(call.request(), query,
                                   call.cursor_scope(kudos_by_time, filter.hash().add(call.principal().member_id)));
    query.finish();
    co_return co_await respond_filtered(call, filter, page);
}

base::Task<http::Response> respond_kudos(access::Call& call, std::int64_t id) {
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
    co_return http::with_version(call.request(), http::Response::json(json.take()), kudos->version,
                                 call.fingerprint_seed());
}

base::Task<http::Response> get_kudos(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_kudos(call, call.path_id("id", "kudos"));
}

}  // namespace gracy::hr

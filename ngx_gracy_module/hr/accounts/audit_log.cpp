#include "access/total.hpp"
#include "gracy/sql/accounts.hpp"
#include "hr/accounts/handlers.hpp"
#include "hr/json.hpp"
#include "http/newest_first.hpp"
#include "http/page.hpp"

#include <utility>

namespace gracy::hr {
namespace {

using http::TimeKey;

constexpr char lines_by_time = 'a';

struct AuditFilter {
    std::optional<base::Timestamp> since;
    std::optional<base::Timestamp> until;
    std::optional<std::string> action;
    std::optional<std::int64_t> actor_id;
    std::optional<std::string> target_kind;
    std::optional<std::string> target_id;

    static AuditFilter read(http::QueryReader& query) {
        AuditFilter filter{.since = query.timestamp("since"),
                           .until = query.timestamp("until"),
                           .action = query.text("action", 100),
                           .actor_id = query.id("actor_id"),
                           .target_kind = query.text("target_kind", 100),
                           .target_id = query.text("target_id", 100)};
        if (filter.target_kind.has_value() != filter.target_id.has_value()) {
            query.refuse(http::field_error::required(http::FieldError::Place::query,
                                                     filter.target_kind ? "target_id" : "target_kind"));
        }
        return filter;
    }

    http::FilterHash hash() const {
        http::FilterHash hash;
        hash.add(since ? since->time_since_epoch().count() : 0).add(until ? until->time_since_epoch().count() : 0);
        hash.add(action.value_or("")).add(actor_id.value_or(0));
        return hash.add(target_kind.value_or("")).add(target_id.value_or(""));
    }
};

template <class Row>
void write_line(base::JsonWriter& json, const Row& line) {
    json.open_object();
    json.field<"id">(base::Id{line.id});
    json.field<"at">(line.at);
    json.field<"actor_id">(id_or_null(line.actor_id));
    json.field<"actor_name">(line.actor_name);
    json.field<"action">(line.action);
    json.field<"target_kind">(line.target_kind);
    json.field<"target_id">(line.target_id);
    json.field<"request_id">(line.request_id);
    json.field<"diff">(base::RawJson{line.diff});
    json.close_object();
}

using AuditPage = http::Page<TimeKey>;

template <class List, class Count>
base::Task<http::Response> respond_page(const AuditPage& page, List list, Count count) {
    const auto write = [](base::JsonWriter& json, const auto& line) { write_line(json, line); };
    const auto key_of = [](const auto& line) { return TimeKey{line.at, line.id}; };
    return access::list_with_total(page, std::move(list), std::move(count), write, key_of);
}

/// One statement for each way to the lines; what a filter says beyond its way is looked at line by line.
base::Task<http::Response> respond_filtered(access::Call& call, const AuditFilter& f, const AuditPage& page) {
    namespace sql = sql::accounts;
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const base::Timestamp until = f.until.value_or(http::end_of_time);
    const auto [at, id] = page.after().value_or(TimeKey{until, 0});
    const std::int32_t limit = page.rows_to_read();
    const std::int32_t offset = page.offset();
    if (f.target_kind) {
        return respond_page(
            page,
            [=, &db, &f] {
                return db.read(sql::list_audit_log_of, space, *f.target_kind, *f.target_id, at, id, f.since, f.action,
                               f.actor_id, limit, offset);
            },
            [=, &db, &f] {
                return db.read(sql::count_audit_log_of, space, *f.target_kind, *f.target_id, until, f.since, f.action,
                               f.actor_id);
            });
    }
    if (f.actor_id) {
        return respond_page(
            page,
            [=, &db, &f] {
                return db.read(sql::list_audit_log_by_actor, space, *f.actor_id, at, id, f.since, f.action, limit,
                               offset);
            },
            [=, &db, &f] {
                return db.read(sql::count_audit_log_by_actor, space, *f.actor_id, until, f.since, f.action);
            });
    }
    if (f.action) {
        return respond_page(
            page,
            [=, &db, &f] {
                return db.read(sql::list_audit_log_by_action, space, *f.action, at, id, f.since, limit, offset);
            },
            [=, &db, &f] { return db.read(sql::count_audit_log_by_action, space, *f.action, until, f.since); });
    }
    return respond_page(
        page, [=, &db, &f] { return db.read(sql::list_audit_log, space, at, id, f.since, limit, offset); },
        [=, &db, &f] { return db.read(sql::count_audit_log, space, until, f.since); });
}

}  // namespace

base::Task<http::Response> list_audit_log(access::Call& call) {
    http::QueryReader query(call.request().query);
    const AuditFilter filter = AuditFilter::read(query);
    const AuditPage page(call.request(), query, call.cursor_scope(lines_by_time, filter.hash()));
    query.finish();
    co_return co_await respond_filtered(call, filter, page);
}

}  // namespace gracy::hr

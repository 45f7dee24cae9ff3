#include "access/total.hpp"
#include "gracy/sql/accounts.hpp"
#include "hr/accounts/handlers.hpp"
#include "hr/json.hpp"
#include "http/newest_first.hpp"
#include "http/page.hpp"

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

}  // namespace

base::Task<http::Response> list_audit_log(access::Call& call) {
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const AuditFilter filter = AuditFilter::read(query);
    const http::Page<TimeKey> page(call.request(), query, call.cursor_scope(lines_by_time, filter.hash()));
    query.finish();
    const TimeKey end{filter.until.value_or(http::end_of_time), 0};
    const auto& [at, id] = page.after().value_or(end);
    const auto write = [](base::JsonWriter& json, const auto& line) { write_line(json, line); };
    const auto key_of = [](const auto& line) { return TimeKey{line.at, line.id}; };
    if (filter.target_kind) {
        auto listing =
            db.read(sql::accounts::list_audit_log_of, call.team_space(), *filter.target_kind, *filter.target_id, at, id,
                    filter.since, filter.action, filter.actor_id, page.rows_to_read(), page.offset());
        const auto total = co_await access::total_of(page, db, sql::accounts::count_audit_log_of, call.team_space(),
                                                     *filter.target_kind, *filter.target_id, std::get<0>(end),
                                                     filter.since, filter.action, filter.actor_id);
        co_return page.respond(co_await listing, total, write, key_of);
    }
    auto listing = db.read(sql::accounts::list_audit_log, call.team_space(), at, id, filter.since, filter.action,
                           filter.actor_id, page.rows_to_read(), page.offset());
    const auto total = co_await access::total_of(page, db, sql::accounts::count_audit_log, call.team_space(),
                                                 std::get<0>(end), filter.since, filter.action, filter.actor_id);
    co_return page.respond(co_await listing, total, write, key_of);
}

}  // namespace gracy::hr

#include "gracy/sql/notices.hpp"
#include "access/total.hpp"
#include "hr/notices/handlers.hpp"
#include "http/json_body.hpp"
#include "http/newest_first.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

namespace gracy::hr {
namespace {

using http::TimeKey;

constexpr char notices_by_time = 'n';

template <class Row>
void write_subject(base::JsonWriter& json, const Row& notice) {
    json.key<"subject">();
    if (!notice.subject_kind) {
        json.value(std::nullopt);
        return;
    }
    json.open_object();
    json.field<"kind">(notice.subject_kind);
    json.field<"id">(notice.subject_id);
    json.close_object();
}

template <class Row>
void write_notice(base::JsonWriter& json, const Row& notice, bool korean) {
    json.open_object();
    json.field<"id">(base::Id{notice.id});
    json.field<"kind">(notice.kind);
    json.field<"text">(korean ? notice.text_ko : notice.text_en);
    write_subject(json, notice);
    json.field<"created_at">(notice.created_at);
    json.field<"read_at">(notice.read_at);
    json.close_object();
}

}  // namespace

base::Task<http::Response> list_notices(access::Call& call) {
    postgres::Client& db = call.database();
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    const auto read = query.boolean("read");
    const http::Page<TimeKey> page(
        call.request(), query,
        call.cursor_scope(notices_by_time,
                          http::FilterHash().add(who.member_id).add(read ? (*read ? "yes" : "no") : "")));
    query.finish();
    const auto& [at, id] = page.after().value_or(http::newest());
    const bool korean = call.language() == http::Language::korean;
    const auto write = [korean](base::JsonWriter& json, const auto& notice) { write_notice(json, notice, korean); };
    const auto key_of = [](const auto& notice) { return TimeKey{notice.created_at, notice.id}; };
    if (read == false) {
        auto listing = db.read(sql::notices::list_unread_notices, who.team_space_id, who.member_id, at, id,
                               page.rows_to_read(), page.offset());
        const auto total =
            co_await access::total_of(page, db, sql::notices::count_unread_notices, who.team_space_id, who.member_id);
        const auto rows = co_await listing;
        co_return page.respond(rows, total, write, key_of);
    }
    const bool only_read = read.value_or(false);
    auto listing = db.read(sql::notices::list_notices, who.team_space_id, who.member_id, only_read, at, id,
                           page.rows_to_read(), page.offset());
    const auto total =
        co_await access::total_of(page, db, sql::notices::count_notices, who.team_space_id, who.member_id, only_read);
    const auto rows = co_await listing;
    co_return page.respond(rows, total, write, key_of);
}

base::Task<http::Response> read_notice(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "notice");
    const auto rows =
        co_await call.database().write(sql::notices::read_notice, call.team_space(), call.principal().member_id, id);
    if (!rows.first()) {
        throw http::Problem::not_found("notice");
    }
    co_return http::Response::empty(204);
}

base::Task<http::Response> read_notices(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::int64_t up_to = body.id("up_to");
    body.finish();
    const auto rows = co_await call.database().write(sql::notices::read_notices, call.team_space(),
                                                     call.principal().member_id, up_to);
    const auto marked = rows.first();
    if (!marked) {
        throw http::Problem::validation({http::FieldError::Place::body, http::pointer_to("up_to"), "unknown_notice",
                                         http::Text{"You have no such notice.", "그런 알림이 없어요."}});
    }
    base::JsonWriter json;
    json.open_object().field<"read">(marked->read).close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr

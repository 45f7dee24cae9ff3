// Announcements as their recipients have them.
#include "access/total.hpp"
#include "gracy/sql/announcements.hpp"
#include "hr/announcements/announcement_json.hpp"
#include "hr/announcements/handlers.hpp"
#include "hr/announcements/refusal.hpp"
#include "http/json_body.hpp"
#include "http/page.hpp"

#include <limits>
#include <tuple>

namespace gracy::hr {
namespace {

using IdKey = std::tuple<std::int64_t>;

constexpr char my_announcements_by_id = 'n';

template <class Row>
void write_mine(base::JsonWriter& json, const Row& announcement) {
    json.open_object();
    json.field<"id">(base::Id{announcement.id});
    json.key<"author">();
    write_person(json, announcement.author_id, announcement.author_name);
    json.field<"title_ko">(announcement.title_ko);
    json.field<"title_en">(announcement.title_en);
    json.field<"body_ko">(announcement.body_ko);
    json.field<"body_en">(announcement.body_en);
    json.field<"require_ack">(announcement.require_ack);
    json.field<"published_at">(announcement.published_at);
    json.field<"acknowledged_at">(announcement.acknowledged_at);
    json.field<"recalled_at">(announcement.recalled_at);
    json.field<"text_version">(announcement.text_version);
    json.field<"corrected_at">(announcement.corrected_at);
    json.field<"acknowledged_version">(announcement.acknowledged_version);
    json.close_object();
}

}  // namespace

base::Task<http::Response> list_my_announcements(access::Call& call) {
    postgres::Client& db = call.database();
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    const auto acknowledged = query.boolean("acknowledged");
    const http::Page<IdKey> page(
        call.request(), query,
        call.cursor_scope(
            my_announcements_by_id,
            http::FilterHash().add(who.member_id).add(acknowledged ? (*acknowledged ? "yes" : "no") : "")));
    query.finish();

    const std::int64_t before = std::get<0>(page.after().value_or(IdKey{std::numeric_limits<std::int64_t>::max()}));
    auto listing = db.read(sql::announcements::list_my_announcements, who.team_space_id, who.member_id, acknowledged,
                           before, page.rows_to_read(), page.offset());
    const auto total = co_await access::total_of(page, db, sql::announcements::count_my_announcements,
                                                 who.team_space_id, who.member_id, acknowledged);
    const auto rows = co_await listing;
    co_return page.respond(
        rows, total, [](base::JsonWriter& json, const auto& announcement) { write_mine(json, announcement); },
        [](const auto& announcement) { return IdKey{announcement.id}; });
}

base::Task<http::Response> get_my_announcement(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "announcement");
    const access::Principal& who = call.principal();
    const auto rows =
        co_await call.database().read(sql::announcements::get_my_announcement, who.team_space_id, who.member_id, id);
    const auto announcement = rows.first();
    if (!announcement) {
        throw http::Problem::not_found("announcement");
    }
    base::JsonWriter json(1024);
    write_mine(json, *announcement);
    co_return http::Response::json(json.take());
}

base::Task<http::Response> acknowledge_announcement(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "announcement");
    const access::Principal& who = call.principal();
    std::optional<std::int32_t> text_version;
    if (!call.request().body.empty()) {
        http::JsonBody body(call.request());
        const auto named = body.optional_integer("text_version", 1, std::numeric_limits<std::int32_t>::max());
        text_version = named ? std::optional(static_cast<std::int32_t>(*named)) : std::nullopt;
        body.keeps({"text_version"});
        body.finish();
    }
    const auto rows = co_await call.database().write(sql::announcements::acknowledge_announcement, who.team_space_id,
                                                     who.member_id, id, text_version);
    const auto done = rows.front();
    if (done.outcome != "ok") {
        throw announcement_problem(done.outcome, std::nullopt);
    }
    base::JsonWriter json;
    json.open_object();
    json.field<"id">(base::Id{id});
    json.field<"acknowledged_at">(done.acknowledged_at);
    json.field<"acknowledged_version">(done.acknowledged_version);
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr

// What became of an announcement's messages: in numbers, and person by person.
#include "gracy/sql/announcements.hpp"
#include "hr/announcements/announcement_json.hpp"
#include "hr/announcements/handlers.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

using IdKey = std::tuple<std::int64_t>;

constexpr char recipients_by_id = 'R';

}  // namespace

base::Task<http::Response> report_deliveries(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "announcement");
    const auto rows = co_await call.database().read(sql::announcements::report_deliveries, call.team_space(), id);
    const auto report = rows.first();
    if (!report) {
        throw http::Problem::not_found("announcement");
    }
    base::JsonWriter json(1024);
    json.open_object();
    json.field<"id">(base::Id{id});
    json.field<"state">(report->state);
    json.field<"recipients">(report->recipients);
    json.field<"audience_complete">(report->planned);
    json.field<"require_ack">(report->require_ack);
    json.field<"acknowledged">(report->acknowledged);
    json.field<"reminded_at">(report->reminded_at);
    json.field<"maybe_twice">(report->uncertain);
    json.field<"next_at">(report->next_at);
    json.field<"counts">(base::RawJson{report->counts});
    json.close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> list_recipients(access::Call& call) {
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const std::int64_t id = call.path_id("id", "announcement");
    http::QueryReader query(call.request().query);
    const auto acknowledged = query.boolean("acknowledged");
    const auto delivery = query.choice("delivery", {"waiting", "sending", "sent", "failed", "skipped", "recalled"});
    const http::Page<IdKey> page(
        call.request(), query,
        call.cursor_scope(recipients_by_id, http::FilterHash()
                                                .add(id)
                                                .add(acknowledged ? (*acknowledged ? "yes" : "no") : "")
                                                .add(delivery.value_or(""))));
    query.finish();

    const std::int64_t after = std::get<0>(page.after().value_or(IdKey{0}));
    // The count also says whether there is such an announcement.
    auto counting = db.read(sql::announcements::count_recipients, space, id, acknowledged, delivery);
    const auto rows = co_await db.read(sql::announcements::list_recipients, space, id, acknowledged, delivery, after,
                                       page.rows_to_read(), page.offset());
    const auto counts = co_await counting;
    const auto count = counts.first();
    if (!count) {
        throw http::Problem::not_found("announcement");
    }
    co_return page.respond(
        rows, page.with_total() ? std::optional(count->total) : std::nullopt,
        [](base::JsonWriter& json, const auto& recipient) {
            json.open_object();
            json.key<"member">();
            write_person(json, recipient.member_id, recipient.name);
            json.field<"acknowledged_at">(recipient.acknowledged_at);
            json.field<"acknowledged_version">(recipient.acknowledged_version);
            json.field<"recall">(recipient.recall);
            json.field<"deliveries">(base::RawJson{recipient.deliveries});
            json.close_object();
        },
        [](const auto& recipient) { return IdKey{recipient.member_id}; });
}

}  // namespace gracy::hr

// What an announcement has said since it began, text by text: which of them somebody has acknowledged, list_recipients
// says.
#include "access/total.hpp"
#include "gracy/sql/announcements.hpp"
#include "hr/announcements/announcement_json.hpp"
#include "hr/announcements/handlers.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <limits>
#include <tuple>

namespace gracy::hr {
namespace {

/// Latest first; versions grow.
using VersionKey = std::tuple<std::int64_t>;

constexpr char texts_by_version = 'V';

void write_text(base::JsonWriter& json, const sql::announcements::list_announcement_texts_row& text) {
    json.open_object();
    json.field<"text_version">(text.text_version);
    json.field<"title_ko">(text.title_ko);
    json.field<"title_en">(text.title_en);
    json.field<"body_ko">(text.body_ko);
    json.field<"body_en">(text.body_en);
    json.key<"written_by">();
    write_person(json, text.written_by, text.writer_name);
    json.key<"approved_by">();
    if (text.approved_by && text.approver_name) {
        write_person(json, *text.approved_by, *text.approver_name);
    } else {
        json.value(std::nullopt);
    }
    json.field<"published_at">(text.published_at);
    json.close_object();
}

}  // namespace

base::Task<http::Response> list_announcement_texts(access::Call& call) {
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    const std::int64_t id = call.path_id("id", "announcement");
    http::QueryReader query(call.request().query);
    const http::Page<VersionKey> page(call.request(), query,
                                      call.cursor_scope(texts_by_version, http::FilterHash().add(id)));
    query.finish();

    const auto [before] = page.after().value_or(VersionKey{std::numeric_limits<std::int32_t>::max()});
    // The count also says whether there is such an announcement.
    auto counting = db.read(sql::announcements::count_announcement_texts, space, id);
    const auto rows = co_await db.read(sql::announcements::list_announcement_texts, space, id,
                                       static_cast<std::int32_t>(before), page.rows_to_read(), page.offset());
    const auto counts = co_await counting;
    const auto count = counts.first();
    if (!count) {
        throw http::Problem::not_found("announcement");
    }
    co_return page.respond(rows, page.with_total() ? std::optional(count->total) : std::nullopt, write_text,
                           [](const auto& text) { return VersionKey{text.text_version}; });
}

}  // namespace gracy::hr

#include "hr/announcements/announcements.hpp"

#include "access/total.hpp"
#include "gracy/sql/announcements.hpp"
#include "hr/announcements/announcement_json.hpp"
#include "hr/announcements/draft.hpp"
#include "hr/announcements/handlers.hpp"
#include "hr/announcements/refusal.hpp"
#include "http/idempotency_key.hpp"
#include "http/page.hpp"
#include "http/precondition.hpp"
#include "jobs/channel.hpp"

#include <fmt/format.h>
#include <limits>
#include <tuple>

namespace gracy::hr {
namespace {

/// Latest first; ids grow.
using IdKey = std::tuple<std::int64_t>;

constexpr char announcements_by_id = 'N';
constexpr std::size_t longest_q = 100;

std::optional<std::string_view> view(const std::optional<std::string>& text) {
    return text ? std::optional<std::string_view>(*text) : std::nullopt;
}

template <class List, class Count>
base::Task<http::Response> respond_page(const http::Page<IdKey>& page, List list, Count count) {
    const auto write = [](base::JsonWriter& json, const auto& announcement) {
        json.open_object();
        write_announcement_head(json, announcement);
        json.close_object();
    };
    const auto key_of = [](const auto& announcement) { return IdKey{announcement.id}; };
    return access::list_with_total(page, std::move(list), std::move(count), write, key_of);
}

}  // namespace

base::Task<http::Response> respond_announcement(access::Call& call, std::int64_t id, int status) {
    const auto rows = co_await call.database().read(sql::announcements::get_announcement, call.team_space(), id,
                                                    call.principal().member_id);
    const auto announcement = rows.first();
    if (!announcement) {
        throw http::Problem::not_found("announcement");
    }
    base::JsonWriter json(2048 + announcement->body_ko.value_or("").size() + announcement->body_en.value_or("").size());
    write_announcement(json, *announcement);
    co_return http::with_version(call.request(), http::Response::json(json.take(), status), announcement->version,
                                 call.fingerprint_seed());
}

base::Task<http::Response> list_announcements(access::Call& call) {
    postgres::Client& db = call.database();
    const std::int64_t space = call.team_space();
    http::QueryReader query(call.request().query);
    const auto state = query.choice(
        "state", {"draft", "submitted", "approved", "scheduled", "sending", "sent", "cancelled", "recalled"});
    const auto q = query.text("q", longest_q);
    const bool waiting = query.choice("waiting", {"approval"}).has_value();
    http::FilterHash filter;
    filter.add(state.value_or(""));
    if (waiting) {
        filter.add("approval");
    }
    if (q) {
        filter.add(*q);
    }
    const http::Page<IdKey> page(call.request(), query, call.cursor_scope(announcements_by_id, filter));
    query.finish();

    const std::int64_t before = std::get<0>(page.after().value_or(IdKey{std::numeric_limits<std::int64_t>::max()}));
    const std::int32_t limit = page.rows_to_read();
    const std::int32_t offset = page.offset();
    const std::int64_t viewer = call.principal().member_id;
    if (waiting) {
        const auto words = view(q);
        co_return co_await respond_page(
            page,
            [=, &db] {
                return db.read(sql::announcements::list_waiting_announcements, space, words, state, before, limit,
                               offset, viewer);
            },
            [=, &db] { return db.read(sql::announcements::count_waiting_announcements, space, words, state); });
    }
    if (q) {
        const std::string_view words = *q;
        co_return co_await respond_page(
            page,
            [=, &db] {
                return db.read(sql::announcements::list_found_announcements, space, words, state, before, limit, offset,
                               viewer);
            },
            [=, &db] { return db.read(sql::announcements::count_found_announcements, space, words, state); });
    }
    if (state) {
        const std::string_view one = *state;
        co_return co_await respond_page(
            page,
            [=, &db] {
                return db.read(sql::announcements::list_announcements_by_state, space, one, before, limit, offset,
                               viewer);
            },
            [=, &db] { return db.read(sql::announcements::count_announcements_by_state, space, one); });
    }
    co_return co_await respond_page(
        page,
        [=, &db] { return db.read(sql::announcements::list_announcements, space, before, limit, offset, viewer); },
        [=, &db] { return db.read(sql::announcements::count_announcements, space); });
}

base::Task<http::Response> get_announcement(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_announcement(call, call.path_id("id", "announcement"));
}

base::Task<http::Response> create_announcement(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const Draft draft = Draft::read(call.request());
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const std::vector<std::string_view> channels(draft.channels.begin(), draft.channels.end());

    const auto rows = co_await call.database().write(
        sql::announcements::create_announcement, call.team_space(), call.principal().member_id, view(draft.title_ko),
        view(draft.title_en), view(draft.body_ko), view(draft.body_en), draft.audience, channels, draft.require_ack,
        view(draft.quiet_from), view(draft.quiet_until), idempotency.key, idempotency.request_hash(),
        call.request().request_id, view(draft.slack_channels));
    const auto made = rows.front();
    const bool replayed = made.outcome == "replayed";
    if (!made.announcement_id || (made.outcome != "ok" && !replayed)) {
        throw announcement_problem(made.outcome, made.subject, draft.audience);
    }
    const std::int64_t id = *made.announcement_id;
    co_return http::created(co_await respond_announcement(call, id, 201), fmt::format("/api/v1/announcements/{}", id),
                            replayed);
}

base::Task<http::Response> change_announcement(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "announcement");
    const std::int32_t version = http::required_version(call.request());
    const DraftChange change = DraftChange::read(call.request());
    const auto rows = co_await call.database().write(sql::announcements::change_announcement, call.team_space(),
                                                     call.principal().member_id, id, version, change.changes,
                                                     call.request().request_id);
    const auto changed = rows.front();
    if (changed.outcome != "ok") {
        throw announcement_problem(changed.outcome, changed.subject, change.audience);
    }
    co_return co_await respond_announcement(call, id);
}

base::Task<http::Response> correct_announcement(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "announcement");
    const std::int32_t version = http::required_version(call.request());
    const Correction words = Correction::read(call.request());
    const auto rows = co_await call.database().write(sql::announcements::correct_announcement, call.team_space(),
                                                     call.principal().member_id, id, version, view(words.title_ko),
                                                     view(words.title_en), view(words.body_ko), view(words.body_en),
                                                     call.request().request_id);
    const auto corrected = rows.front();
    const bool asked = corrected.outcome == "asked";
    if (corrected.outcome != "ok" && !asked) {
        throw announcement_problem(corrected.outcome, corrected.subject);
    }
    // In Slack the worker changes what was posted, or asks who may approve it.
    call.database().notify(jobs::channel);
    co_return co_await respond_announcement(call, id, asked ? 202 : 200);
}

base::Task<http::Response> delete_announcement(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "announcement");
    const std::int32_t version = http::required_version(call.request());
    const auto rows =
        co_await call.database().write(sql::announcements::delete_announcement, call.team_space(),
                                       call.principal().member_id, id, version, call.request().request_id);
    const auto deleted = rows.front();
    if (deleted.outcome != "ok") {
        throw announcement_problem(deleted.outcome, deleted.subject);
    }
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr

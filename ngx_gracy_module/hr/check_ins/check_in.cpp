#include "access/services.hpp"
#include "access/total.hpp"
#include "gracy/sql/check_ins.hpp"
#include "hr/check_ins/date_in_path.hpp"
#include "hr/check_ins/handlers.hpp"
#include "http/json_body.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"
#include "jobs/channel.hpp"
#include "wellbeing/count_unreadable.hpp"
#include "wellbeing/help_lines.hpp"
#include "wellbeing/note.hpp"

#include <tuple>

namespace gracy::hr {
namespace {

constexpr char check_ins_by_day = 'm';
constexpr std::size_t most_tags = 5;
constexpr std::size_t longest_tag = 30;

/// Days since the Unix epoch.
using DayKey = std::tuple<std::int64_t>;

template <class Row>
void write_check_in(base::JsonWriter& json, access::Call& call, const Row& entry) {
    json.open_object();
    json.field<"on_date">(entry.on_date);
    json.field<"score">(entry.score);
    json.key<"tags">().open_array();
    for (const std::string_view tag : entry.tags.copy()) {
        json.value(tag);
    }
    json.close_array();
    std::optional<std::string> note;
    if (entry.note_sealed) {
        const access::Principal& who = call.principal();
        note = wellbeing::count_unreadable(
            call.services(),
            wellbeing::open_note(call.services().keys.notes, {who.team_space_id, who.member_id, entry.on_date},
                                 entry.note_key_id.value_or(""), *entry.note_sealed));
    }
    json.field<"note">(note);
    json.field<"has_note">(entry.note_sealed.has_value());
    json.key<"help">();
    wellbeing::write_help(json, wellbeing::help_for(note ? wellbeing::risk_of_note(*note) : wellbeing::Risk::none,
                                                    entry.tz, entry.support_contact, call.language()));
    json.field<"updated_at">(entry.updated_at);
    json.close_object();
}

base::Task<http::Response> respond_check_in(access::Call& call, base::Date date, int status) {
    const access::Principal& who = call.principal();
    const auto rows =
        co_await call.database().read(sql::check_ins::get_check_in, who.team_space_id, who.member_id, date);
    const auto entry = rows.first();
    if (!entry) {
        throw http::Problem::not_found("check-in");
    }
    base::JsonWriter json(1024);
    write_check_in(json, call, *entry);
    co_return http::Response::json(json.take(), status);
}

base::Task<wellbeing::SealedNote> sealed_note(access::Call& call, base::Date date, std::string_view note) {
    const access::Principal& who = call.principal();
    const auto rows =
        co_await call.database().read(sql::check_ins::get_check_in, who.team_space_id, who.member_id, date);
    const auto stored = rows.first();
    co_return wellbeing::seal_or_keep(call.services().keys.notes, {who.team_space_id, who.member_id, date}, note,
                                      stored ? stored->note_key_id.value_or("") : "",
                                      stored ? stored->note_sealed : std::nullopt);
}

struct CheckIn {
    std::int32_t score;
    std::vector<std::string> tags;
    std::optional<std::string> note;

    static CheckIn read(const http::Request& request) {
        http::QueryReader(request.query).finish();
        http::JsonBody body(request);
        CheckIn entry{.score = static_cast<std::int32_t>(body.integer("score", 1, 5)), .tags = {}, .note = {}};
        if (body.has("tags")) {
            entry.tags = body.texts("tags", 0, most_tags, {1, longest_tag});
        }
        entry.note = body.optional_text("note", {1, wellbeing::longest_note});
        body.finish();
        return entry;
    }
};

http::Problem not_today(std::string_view outcome) {
    return outcome == "future"
               ? http::Problem::conflict("check-in-not-yet",
                                         {"That day has not come yet where you are", "아직 오지 않은 날이에요"})
               : http::Problem::conflict("check-in-closed", {"A check-in can be changed until midnight of its day",
                                                             "하루 기록은 그날 자정까지만 고칠 수 있어요"});
}

}  // namespace

base::Task<http::Response> list_check_ins(access::Call& call) {
    using namespace std::chrono;
    const access::Principal& who = call.principal();
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const http::Page<DayKey> page(call.request(), query,
                                  call.cursor_scope(check_ins_by_day, http::FilterHash().add(who.member_id)));
    query.finish();

    const base::Date before = page.after() ? base::Date(days(std::get<0>(*page.after()))) : base::Date(9999y / 12 / 31);
    const auto write = [&call](base::JsonWriter& json, const sql::check_ins::list_check_ins_row& entry) {
        write_check_in(json, call, entry);
    };
    const auto key_of = [](const sql::check_ins::list_check_ins_row& entry) {
        return DayKey{entry.on_date.time_since_epoch().count()};
    };
    auto listing = db.read(sql::check_ins::list_check_ins, who.team_space_id, who.member_id, before,
                           page.rows_to_read(), page.offset());
    const auto total =
        co_await access::total_of(page, db, sql::check_ins::count_check_ins, who.team_space_id, who.member_id);
    co_return page.respond(co_await listing, total, write, key_of);
}

base::Task<http::Response> get_check_in(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_check_in(call, date_in_path(call), 200);
}

base::Task<http::Response> put_check_in(access::Call& call) {
    const access::Principal& who = call.principal();
    const base::Date date = date_in_path(call);
    const CheckIn entry = CheckIn::read(call.request());
    const std::vector<std::string_view> tags(entry.tags.begin(), entry.tags.end());
    wellbeing::SealedNote sealed;
    std::optional<base::Bytes> note;
    std::optional<std::string_view> key_id;
    if (entry.note) {
        sealed = co_await sealed_note(call, date, *entry.note);
        note = sealed.bytes;
        key_id = sealed.key_id;
    }
    const auto rows = co_await call.database().write(sql::check_ins::put_check_in, who.team_space_id, who.member_id,
                                                     date, entry.score, tags, note, key_id);
    const std::string_view outcome = rows.front().outcome;
    if (outcome != "ok" && outcome != "created") {
        throw not_today(outcome);
    }
    if (entry.note) {
        call.database().notify(jobs::channel);
    }
    co_return co_await respond_check_in(call, date, outcome == "created" ? 201 : 200);
}

base::Task<http::Response> delete_check_in(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().write(sql::check_ins::delete_check_in, who.team_space_id, who.member_id,
                                                     date_in_path(call));
    if (!rows.first()) {
        throw http::Problem::not_found("check-in");
    }
    co_return http::Response::empty(204);
}

base::Task<http::Response> check_in_statistics(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const auto sums =
        co_await call.database().read(sql::check_ins::summarize_check_ins, who.team_space_id, who.member_id);
    const auto weeks =
        co_await call.database().read(sql::check_ins::list_check_in_weeks, who.team_space_id, who.member_id);
    const auto sum = sums.front();
    base::JsonWriter json(2048);
    json.open_object();
    json.field<"total">(sum.total);
    json.field<"mean">(sum.mean);
    json.field<"streak_weeks">(sum.streak_weeks);
    json.key<"distribution">().open_object();
    json.field<"1">(sum.ones);
    json.field<"2">(sum.twos);
    json.field<"3">(sum.threes);
    json.field<"4">(sum.fours);
    json.field<"5">(sum.fives);
    json.close_object();
    json.key<"weeks">().open_array();
    for (const auto& week : weeks) {
        json.open_object();
        json.field<"week_start">(week.week_start);
        json.field<"mean">(week.mean);
        json.field<"entries">(week.entries);
        json.close_object();
    }
    json.close_array();
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr

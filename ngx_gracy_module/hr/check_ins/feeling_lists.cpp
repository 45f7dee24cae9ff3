#include "access/services.hpp"
#include "access/total.hpp"
#include "gracy/sql/feelings.hpp"
#include "hr/check_ins/handlers.hpp"
#include "http/newest_first.hpp"
#include "http/page.hpp"
#include "http/query.hpp"
#include "wellbeing/count_unreadable.hpp"
#include "wellbeing/feeling_card.hpp"
#include "wellbeing/stored_card.hpp"

#include <map>
#include <string>

namespace gracy::hr {
namespace {

using http::TimeKey;

constexpr char shared_by_time = 'F';

/// How often what was read in the notes of a week, or of all weeks.
class Sum {
  public:
    void add(base::JsonView card) {
        ++cards_;
        valence_ += card["valence"].integer().value_or(0);
        for (const base::JsonView emotion : card["emotions"].elements()) {
            ++emotions_[std::string(emotion["label"].string().value_or(""))];
        }
        for (const base::JsonView topic : card["topics"].elements()) {
            ++topics_[std::string(topic.string().value_or(""))];
        }
    }

    void write(base::JsonWriter& json) const {
        json.field<"cards">(cards_);
        json.field<"mean_valence">(cards_ > 0 ? std::optional(static_cast<double>(100 * valence_ / cards_) / 100)
                                              : std::nullopt);
        json.key<"emotions">();
        write(json, emotions_);
        json.key<"topics">();
        write(json, topics_);
    }

    /// What they are called that it counts.
    void write_names(base::JsonWriter& json, http::Language language) const {
        json.open_object();
        write_names(json.key<"emotions">(), emotions_, wellbeing::emotion_name, language);
        write_names(json.key<"topics">(), topics_, wellbeing::topic_name, language);
        json.close_object();
    }

  private:
    using Counts = std::map<std::string, std::int64_t>;

    static void write(base::JsonWriter& json, const Counts& counts) {
        json.open_object();
        for (const auto& [label, count] : counts) {
            json.key(label).value(count);
        }
        json.close_object();
    }

    static void write_names(base::JsonWriter& json, const Counts& counts,
                            std::string_view (*name)(std::string_view label, http::Language), http::Language language) {
        json.open_object();
        for (const auto& [label, count] : counts) {
            json.key(label).value(name(label, language));
        }
        json.close_object();
    }

    std::int64_t cards_ = 0;
    std::int64_t valence_ = 0;
    Counts emotions_;
    Counts topics_;
};

base::Date monday_of(base::Date day) {
    const std::chrono::weekday weekday(day);
    return day - (weekday - std::chrono::Monday);
}

}  // namespace

base::Task<http::Response> feeling_statistics(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::feelings::list_cards, who.team_space_id, who.member_id);
    Sum all;
    std::map<base::Date, Sum> weeks;
    for (const auto& row : rows) {
        const auto card = wellbeing::count_unreadable(
            call.services(),
            wellbeing::open_card(call.services().keys.notes, {who.team_space_id, who.member_id, row.on_date},
                                 row.card_key_id, row.card_sealed));
        if (card) {
            all.add(card->view());
            weeks[monday_of(row.on_date)].add(card->view());
        }
    }
    base::JsonWriter json(4096);
    json.open_object();
    all.write(json);
    json.key<"names">();
    all.write_names(json, call.language());
    json.key<"weeks">().open_array();
    for (const auto& [monday, sum] : weeks) {
        json.open_object();
        json.field<"week_start">(monday);
        sum.write(json);
        json.close_object();
    }
    json.close_array();
    json.field<"ai_generated">(true);
    json.close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> list_shared_feelings(access::Call& call) {
    postgres::Client& db = call.database();
    const access::Principal& who = call.principal();
    http::QueryReader query(call.request().query);
    const http::Page<TimeKey> page(call.request(), query,
                                   call.cursor_scope(shared_by_time, http::FilterHash().add(who.member_id)));
    query.finish();
    const auto& [at, id] = page.after().value_or(http::newest());
    auto listing = db.read(sql::feelings::list_shared, who.team_space_id, who.member_id, at, id, page.rows_to_read(),
                           page.offset());
    const auto total =
        co_await access::total_of(page, db, sql::feelings::count_shared, who.team_space_id, who.member_id);
    const auto rows = co_await listing;
    using Row = sql::feelings::list_shared_row;
    const auto write = [&call, &who](base::JsonWriter& json, const Row& row) {
        json.open_object();
        json.field<"id">(base::Id{row.id});
        json.key<"author">().open_object();
        json.field<"id">(base::Id{row.member_id});
        json.field<"name">(row.name);
        json.field<"name_en">(row.name_en);
        json.close_object();
        json.field<"on_date">(row.on_date);
        json.key<"card">();
        const auto card = wellbeing::shown_card(call.services(), who.team_space_id, who.member_id, row);
        if (card) {
            wellbeing::write_card(json, card->view(), call.language());
        } else {
            json.value(std::nullopt);
        }
        json.field<"ai_generated">(true);
        json.field<"created_at">(row.created_at);
        json.close_object();
    };
    co_return page.respond(rows, total, write, [](const Row& row) { return TimeKey{row.created_at, row.id}; });
}

}  // namespace gracy::hr

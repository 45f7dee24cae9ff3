// What is released of waves. Every row comes from wave_result, wave_text and wave_trend, which hold nothing else.
#include "access/total.hpp"
#include "gracy/sql/surveys.hpp"
#include "hr/surveys/handlers.hpp"
#include "hr/surveys/refusals.hpp"
#include "hr/surveys/survey_json.hpp"
#include "hr/surveys/wave_sight.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

#include <algorithm>
#include <string>

namespace gracy::hr {
namespace {

constexpr char results_by_group = 'g';
constexpr char participation_by_group = 'p';
constexpr char texts_by_id = 't';
constexpr std::string_view everybody = "all";

using GroupKey = std::tuple<std::int64_t>;
/// The group of everybody has the id 0.
constexpr std::int64_t before_every_group = -1;

/// What a caller may look at: of everything, or of the whole, where that is the company, and of the group that they
/// lead.
struct Sight {
    std::string_view kind;
    std::optional<std::int64_t> only_group;
    bool sees_all;

    static Sight of(const access::Principal& who, http::QueryReader& query) {
        const auto kind =
            query.choice("group", {everybody, "department", "location", "tenure", "manager_group"}).value_or(everybody);
        const bool sees_all = sees_every_wave(who);
        if (sees_all || kind == everybody) {
            return {kind, std::nullopt, sees_all};
        }
        if (kind != "manager_group") {
            throw http::Problem::forbidden(access::name_of(access::Scope::analytics_all));
        }
        return {kind, who.member_id, sees_all};
    }

    /// Of a wave that asked others than everybody, the whole is some other leader's people.
    void check(std::string_view audience) const {
        if (!sees_all && kind == everybody && audience != everybody) {
            throw http::Problem::forbidden(access::name_of(access::Scope::analytics_all));
        }
    }

    http::FilterHash hash(std::int64_t wave) const {
        return http::FilterHash().add(wave).add(kind).add(only_group.value_or(0));
    }
};

/// A wave whose results are released.
struct ReleasedWave {
    std::string audience;
    std::string json;
};

/// Nobody reads a result before its wave is over and released, not even that there is none.
base::Task<ReleasedWave> released_wave(access::Call& call, std::int64_t wave_id) {
    const auto rows = co_await call.database().read(sql::surveys::get_wave, call.team_space(), wave_id);
    const auto wave = rows.first();
    if (!wave || wave->state == "draft") {
        throw http::Problem::not_found("wave");
    }
    if (!wave->released_at) {
        throw not_released(wave->state,
                           {"Results are shown after the wave has closed.", "결과는 설문이 끝난 뒤에 볼 수 있어요."});
    }
    base::JsonWriter json(1024);
    json.open_object();
    write_wave(json, *wave);
    json.close_object();
    co_return ReleasedWave{.audience = std::string(wave->audience), .json = json.take()};
}

/// Of a trend without a point: there is such a survey, to whoever asks, and it has measured that.
base::Task<void> check_metric(access::Call& call, const Sight& sight, std::int64_t survey, std::string_view metric) {
    const auto only_of = sight.sees_all ? std::nullopt : std::optional(call.principal().member_id);
    const auto rows =
        co_await call.database().read(sql::surveys::find_survey_metric, call.team_space(), survey, metric, only_of);
    if (rows.size() == 0) {
        throw http::Problem::not_found("survey");
    }
    if (!rows.front().measured) {
        throw http::Problem::malformed_query(
            {http::FieldError::Place::query, "metric", "unknown_metric",
             http::Text{"No question of this survey measures it.", "이 설문에는 이 지표를 재는 질문이 없어요."}});
    }
}

template <class Row>
void write_group(base::JsonWriter& json, std::string_view kind, const Row& group) {
    json.key<"group">().open_object();
    json.field<"kind">(kind);
    json.field<"id">(kind == everybody ? std::nullopt : std::optional(base::Id{group.group_id}));
    json.field<"name">(group.name);
    json.field<"name_en">(group.name_en);
    json.close_object();
    json.field<"invited">(group.invited);
}

}  // namespace

base::Task<http::Response> list_wave_results(access::Call& call) {
    http::QueryReader query(call.request().query);
    const std::int64_t wave = call.path_id("id", "wave");
    const Sight sight = Sight::of(call.principal(), query);
    const std::string_view language = query.choice("language", {"ko", "en"}).value_or(http::name_of(call.language()));
    const http::Page<GroupKey> page(call.request(), query,
                                    call.cursor_scope(results_by_group, sight.hash(wave).add(language)));
    query.finish();
    const ReleasedWave released = co_await released_wave(call, wave);
    sight.check(released.audience);
    postgres::Client& db = call.database();
    auto listing =
        db.read(sql::surveys::list_wave_results, call.team_space(), wave, sight.kind, sight.only_group, language,
                std::get<0>(page.after().value_or(before_every_group)), page.rows_to_read(), page.offset());
    const auto total = co_await access::total_of(page, db, sql::surveys::count_wave_groups, call.team_space(), wave,
                                                 sight.kind, sight.only_group);
    const auto rows = co_await listing;
    const auto write = [&](base::JsonWriter& json, const sql::surveys::list_wave_results_row& group) {
        json.open_object();
        write_group(json, sight.kind, group);
        json.field<"results">(base::RawJson{group.results});
        json.close_object();
    };
    const auto key_of = [](const sql::surveys::list_wave_results_row& group) { return GroupKey{group.group_id}; };
    // As in the list of waves: of one that asked others, who leads none of them does not learn what it was.
    const bool knows = sight.sees_all || released.audience == everybody || rows.size() > 0;
    const auto write_more = [&](base::JsonWriter& json) {
        json.field<"wave">(knows ? std::optional(base::RawJson{released.json}) : std::nullopt);
    };
    co_return page.respond(rows, total, write, key_of, write_more);
}

base::Task<http::Response> list_wave_participation(access::Call& call) {
    http::QueryReader query(call.request().query);
    const std::int64_t wave_id = call.path_id("id", "wave");
    const Sight sight = Sight::of(call.principal(), query);
    const http::Page<GroupKey> page(call.request(), query,
                                    call.cursor_scope(participation_by_group, sight.hash(wave_id)));
    query.finish();
    const auto waves = co_await call.database().read(sql::surveys::get_wave, call.team_space(), wave_id);
    if (!waves.first() || waves.first()->state == "draft") {
        throw http::Problem::not_found("wave");
    }
    sight.check(waves.first()->audience);
    postgres::Client& db = call.database();
    auto listing =
        db.read(sql::surveys::list_wave_participation, call.team_space(), wave_id, sight.kind, sight.only_group,
                std::get<0>(page.after().value_or(before_every_group)), page.rows_to_read(), page.offset());
    const auto total = co_await access::total_of(page, db, sql::surveys::count_wave_groups, call.team_space(), wave_id,
                                                 sight.kind, sight.only_group);
    const auto rows = co_await listing;
    const auto write = [&](base::JsonWriter& json, const sql::surveys::list_wave_participation_row& group) {
        json.open_object();
        write_group(json, sight.kind, group);
        json.field<"released">(group.released);
        json.field<"reason">(group.reason);
        json.field<"participation">(group.participation);
        json.close_object();
    };
    const auto key_of = [](const sql::surveys::list_wave_participation_row& group) { return GroupKey{group.group_id}; };
    co_return page.respond(rows, total, write, key_of);
}

base::Task<http::Response> list_wave_texts(access::Call& call) {
    // In the order of random ids, which say nothing else.
    using TextKey = std::tuple<std::string>;
    http::QueryReader query(call.request().query);
    const std::int64_t wave = call.path_id("id", "wave");
    const auto question = query.integer("question", 1, 50);
    const http::Page<TextKey> page(
        call.request(), query, call.cursor_scope(texts_by_id, http::FilterHash().add(wave).add(question.value_or(0))));
    if (!question && !query.raw("question")) {
        query.refuse(http::field_error::required(http::FieldError::Place::query, "question"));
    }
    query.finish();
    static_cast<void>(co_await released_wave(call, wave));
    const auto& [after] = page.after().value_or(TextKey{"00000000-0000-0000-0000-000000000000"});
    const auto number = static_cast<std::int32_t>(*question);
    postgres::Client& db = call.database();
    auto listing = db.read(sql::surveys::list_wave_texts, call.team_space(), wave, number, after, page.rows_to_read(),
                           page.offset());
    const auto total =
        co_await access::total_of(page, db, sql::surveys::count_wave_texts, call.team_space(), wave, number);
    const auto rows = co_await listing;
    const auto write = [](base::JsonWriter& json, const sql::surveys::list_wave_texts_row& shown) {
        json.open_object();
        json.field<"text">(shown.text);
        json.close_object();
    };
    const auto key_of = [](const sql::surveys::list_wave_texts_row& shown) { return TextKey{std::string(shown.id)}; };
    co_return page.respond(rows, total, write, key_of);
}

base::Task<http::Response> list_survey_trend(access::Call& call) {
    http::QueryReader query(call.request().query);
    const std::int64_t survey = call.path_id("id", "survey");
    const Sight sight = Sight::of(call.principal(), query);
    const std::string metric = query.text("metric", 40).value_or("enps");
    const auto asked = query.id("group_id");
    if (sight.kind != everybody && !sight.only_group && !asked) {
        query.refuse(http::field_error::required(http::FieldError::Place::query, "group_id"));
    }
    auto audience = query.choice("audience", {everybody, "department", "location", "team"});
    const auto audience_id = query.id("audience_id");
    if (audience.value_or(everybody) != everybody && !audience_id) {
        query.refuse(http::field_error::required(http::FieldError::Place::query, "audience_id"));
    }
    if (audience_id && audience.value_or(everybody) == everybody) {
        query.refuse(
            {http::FieldError::Place::query, "audience_id", "not_for_this_audience",
             http::Text{"Only a department, a location or a team is named.", "부서, 근무지, 팀일 때만 정해요."}});
    }
    query.finish();
    // What some of them said is no point on the line of all.
    if (sight.kind == everybody && !audience) {
        audience = everybody;
    }
    sight.check(audience.value_or(everybody));
    const std::int64_t group = sight.only_group.value_or(asked.value_or(0));
    const auto rows = co_await call.database().read(sql::surveys::list_survey_trend, call.team_space(), survey, metric,
                                                    sight.kind, sight.kind == everybody ? 0 : group, audience,
                                                    audience == everybody ? 0 : audience_id.value_or(0));
    if (rows.size() == 0) {
        co_await check_metric(call, sight, survey, metric);
    }
    base::JsonWriter json(1024);
    json.open_object().field<"metric">(metric).key<"data">().open_array();
    for (const auto& point : rows) {
        json.open_object();
        json.field<"wave_id">(base::Id{point.wave_id});
        json.field<"name">(point.name);
        json.field<"closes_at">(point.closes_at);
        json.field<"released">(point.released);
        json.field<"reason">(point.reason);
        json.field<"n">(point.n);
        json.field<"value">(point.value);
        json.field<"audience">(point.audience);
        json.field<"audience_id">(point.audience_id == 0 ? std::nullopt : std::optional(base::Id{point.audience_id}));
        json.close_object();
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr

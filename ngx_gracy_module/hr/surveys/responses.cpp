// Identified waves: what was answered, with names, for those who run surveys, and each answer for whoever gave it.
#include "access/total.hpp"
#include "gracy/sql/surveys.hpp"
#include "hr/surveys/handlers.hpp"
#include "hr/surveys/refusals.hpp"
#include "hr/surveys/survey_json.hpp"
#include "http/page.hpp"
#include "http/problem.hpp"

namespace gracy::hr {
namespace {

constexpr char responses_by_member = 'm';

/// Names are shown of waves that said so before the first answer, once they are over.
base::Task<void> check_names_shown(access::Call& call, std::int64_t wave_id) {
    const auto rows = co_await call.database().read(sql::surveys::get_wave, call.team_space(), wave_id);
    const auto wave = rows.first();
    if (!wave || wave->state == "draft") {
        throw http::Problem::not_found("wave");
    }
    if (!wave->names_shown) {
        throw http::Problem::conflict("names-not-shown", {"Nobody reads whose answers these are: so it was promised.",
                                                          "누구의 답변인지 보여 주지 않기로 약속한 설문이에요."});
    }
    if (!wave->released_at) {
        throw not_released(wave->state,
                           {"Answers are shown after the wave has closed.", "답변은 설문이 끝난 뒤에 볼 수 있어요."});
    }
}

}  // namespace

base::Task<http::Response> list_wave_responses(access::Call& call) {
    http::QueryReader query(call.request().query);
    const std::int64_t wave = call.path_id("id", "wave");
    const http::Page<IdKey> page(call.request(), query,
                                 call.cursor_scope(responses_by_member, http::FilterHash().add(wave)));
    query.finish();
    co_await check_names_shown(call, wave);
    postgres::Client& db = call.database();
    const auto rows = co_await db.write(sql::surveys::list_wave_responses, call.team_space(),
                                        call.principal().member_id, wave, std::get<0>(page.after().value_or(IdKey{0})),
                                        page.rows_to_read(), page.offset(), call.request().request_id);
    const auto total = co_await access::total_of(page, db, sql::surveys::count_wave_responses, call.team_space(), wave);
    const auto write = [](base::JsonWriter& json, const sql::surveys::list_wave_responses_row& response) {
        json.open_object();
        json.key<"member">().open_object();
        json.field<"id">(base::Id{response.member_id});
        json.field<"name">(response.name);
        json.field<"name_en">(response.name_en);
        json.close_object();
        json.field<"answers">(base::RawJson{response.answers});
        json.close_object();
    };
    const auto key_of = [](const sql::surveys::list_wave_responses_row& response) { return IdKey{response.member_id}; };
    co_return page.respond(rows, total, write, key_of);
}

base::Task<http::Response> get_own_response(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t wave = call.path_id("id", "wave");
    const auto rows = co_await call.database().read(sql::surveys::get_own_response, call.team_space(),
                                                    call.principal().member_id, wave);
    const auto response = rows.first();
    if (!response) {
        throw http::Problem::not_found("response");
    }
    base::JsonWriter json(1024);
    json.open_object();
    json.field<"wave_id">(base::Id{wave});
    json.field<"answers">(base::RawJson{response->answers});
    json.close_object();
    co_return http::Response::json(json.take());
}

}  // namespace gracy::hr

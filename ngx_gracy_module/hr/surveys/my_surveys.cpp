#include "gracy/sql/surveys.hpp"
#include "hr/surveys/handlers.hpp"
#include "hr/surveys/refusals.hpp"
#include "hr/surveys/survey_json.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "surveys/response_token.hpp"

namespace gracy::hr {

base::Task<http::Response> list_my_surveys(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::surveys::list_my_waves, who.team_space_id, who.member_id);
    base::JsonWriter json(1024);
    json.open_object().key<"data">().open_array();
    for (const auto& wave : rows) {
        json.open_object();
        json.field<"wave_id">(base::Id{wave.wave_id});
        json.key<"title">();
        write_languages(json, wave.title_ko, wave.title_en);
        json.field<"name">(wave.name);
        json.field<"mode">(wave.mode);
        json.field<"opens_at">(wave.opens_at);
        json.field<"closes_at">(wave.closes_at);
        json.field<"responded">(wave.responded);
        json.close_object();
    }
    json.close_array().close_object();
    co_return http::Response::json(json.take());
}

base::Task<http::Response> issue_response_token(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const access::Principal& who = call.principal();
    const std::int64_t wave = call.path_id("id", "wave");
    const std::string token = surveys::new_response_token();
    const auto rows = co_await call.database().write(sql::surveys::issue_response_token, who.team_space_id,
                                                     who.member_id, wave, base::sha256(base::bytes_of(token)));
    const auto issued = rows.front();
    if (issued.outcome != "ok") {
        throw response_problem(issued.outcome);
    }
    base::JsonWriter json;
    json.open_object();
    // The only time that anybody sees it.
    json.field<"token">(token);
    json.field<"wave_id">(base::Id{wave});
    json.field<"expires_at">(issued.closes_at);
    json.close_object();
    co_return http::Response::json(json.take(), 201).with("Cache-Control", "no-store");
}

}  // namespace gracy::hr

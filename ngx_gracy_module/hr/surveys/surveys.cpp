#include "gracy/sql/surveys.hpp"
#include "access/total.hpp"
#include "hr/search_query.hpp"
#include "hr/surveys/handlers.hpp"
#include "hr/surveys/refusals.hpp"
#include "hr/surveys/survey_form.hpp"
#include "hr/surveys/survey_json.hpp"
#include "http/idempotency_key.hpp"
#include "http/page.hpp"
#include "http/precondition.hpp"

#include <fmt/format.h>

namespace gracy::hr {
namespace {

constexpr char surveys_by_id = 's';

base::Task<http::Response> respond_survey(access::Call& call, std::int64_t id, int status = 200) {
    const auto rows = co_await call.database().read(sql::surveys::get_survey, call.team_space(), id);
    const auto survey = rows.first();
    if (!survey) {
        throw http::Problem::not_found("survey");
    }
    base::JsonWriter json(2048);
    json.open_object();
    write_survey(json, *survey);
    json.field<"is_asked">(survey->is_asked);
    json.field<"questions">(base::RawJson{survey->questions});
    json.close_object();
    co_return http::with_version(call.request(), http::Response::json(json.take(), status), survey->version,
                                 call.fingerprint_seed());
}

}  // namespace

base::Task<http::Response> list_surveys(access::Call& call) {
    postgres::Client& db = call.database();
    http::QueryReader query(call.request().query);
    const auto q = read_q(query);
    const http::Page<IdKey> page(call.request(), query,
                                 call.cursor_scope(surveys_by_id, http::FilterHash().add(q.value_or(""))));
    query.finish();
    const std::int64_t before = std::get<0>(page.after().value_or(before_every_id));
    const auto write = [](base::JsonWriter& json, const sql::surveys::list_surveys_row& survey) {
        json.open_object();
        write_survey(json, survey);
        json.field<"question_count">(survey.question_count);
        json.field<"wave_count">(survey.wave_count);
        json.close_object();
    };
    const auto key_of = [](const sql::surveys::list_surveys_row& survey) { return IdKey{survey.id}; };
    const auto total = co_await access::total_of(page, db, sql::surveys::count_surveys, call.team_space(), q);
    const auto rows =
        co_await db.read(sql::surveys::list_surveys, call.team_space(), before, page.rows_to_read(), page.offset(), q);
    co_return page.respond(rows, total, write, key_of);
}

base::Task<http::Response> get_survey(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await respond_survey(call, call.path_id("id", "survey"));
}

base::Task<http::Response> create_survey(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::string survey = read_new_survey(call.request());
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const auto rows =
        co_await call.database().write(sql::surveys::create_survey, call.team_space(), call.principal().member_id,
                                       survey, idempotency.key, idempotency.request_hash(), call.request().request_id);
    const auto made = rows.front();
    const bool replayed = made.outcome == "replayed";
    if (!made.survey_id || (made.outcome != "ok" && !replayed)) {
        throw problem_of(made.outcome);
    }
    co_return http::created(co_await respond_survey(call, *made.survey_id, 201),
                            fmt::format("/api/v1/surveys/{}", *made.survey_id), replayed);
}

base::Task<http::Response> change_survey(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "survey");
    const std::int32_t version = http::required_version(call.request());
    const std::string changes = read_survey_changes(call.request());
    const auto rows =
        co_await call.database().write(sql::surveys::change_survey, call.team_space(), call.principal().member_id, id,
                                       version, changes, call.request().request_id);
    if (rows.front().outcome != "ok") {
        throw problem_of(rows.front().outcome);
    }
    co_return co_await respond_survey(call, id);
}

base::Task<http::Response> delete_survey(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", "survey");
    const std::int32_t version = http::required_version(call.request());
    const auto rows =
        co_await call.database().write(sql::surveys::delete_survey, call.team_space(), call.principal().member_id, id,
                                       version, call.request().request_id);
    if (rows.front().outcome != "ok") {
        throw problem_of(rows.front().outcome);
    }
    co_return http::Response::empty(204);
}

}  // namespace gracy::hr

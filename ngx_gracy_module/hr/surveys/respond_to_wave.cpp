// The two routes that a response token opens. Neither knows a session, and the token is in no URL, so no log of
// requests can tell whose it was.
#include "access/credential.hpp"
#include "access/rate_guard.hpp"
#include "access/recognize.hpp"
#include "gracy/sql/surveys.hpp"
#include "hr/surveys/answers.hpp"
#include "hr/surveys/handlers.hpp"
#include "hr/surveys/refusals.hpp"
#include "hr/surveys/survey_json.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "http/response.hpp"
#include "surveys/privacy_notice.hpp"
#include "surveys/response_token.hpp"

namespace gracy::hr {
namespace {

/// The member who asks with a session or an API token of their own.
base::Task<access::Principal> reader_of(access::Call& call) {
    const auto credential = access::credential_of(call.request());
    if (!credential) {
        call.rates().take_address();
        throw http::Problem::unauthenticated();
    }
    std::optional<access::Principal> who = co_await access::recognize(call.services(), call.rates(), *credential);
    if (!who) {
        throw http::Problem::unauthenticated();
    }
    if (!access::includes(who->scopes, access::Scope::surveys_read)) {
        throw http::Problem::forbidden(access::name_of(access::Scope::surveys_read));
    }
    co_return std::move(*who);
}

/// What the holder of a token is asked. An office behind one address answers with a token each, and only those that
/// nobody was given count as guesses; once these are used up, the office waits with whoever guesses there.
base::Task<postgres::Rows<sql::surveys::find_form_row>> form_of(access::Call& call, const base::Sha256& token,
                                                                std::int64_t wave) {
    call.rates().check_address();
    call.rates().check_token(token);
    auto rows = co_await call.database().read(sql::surveys::find_form, token, wave);
    if (!rows.first()) {
        call.rates().take_address();
        throw response_problem("unknown_token");
    }
    call.rates().take_token(token);
    co_return rows;
}

template <class Row>
http::Response form_response(std::int64_t wave_id, const Row& form) {
    base::JsonWriter json(4096);
    json.open_object();
    json.field<"wave_id">(base::Id{wave_id});
    json.key<"title">();
    write_languages(json, form.title_ko, form.title_en);
    json.field<"state">(form.state);
    json.field<"opens_at">(form.opens_at);
    json.field<"closes_at">(form.closes_at);
    json.field<"responded">(form.responded);
    // Before the first question.
    json.key<"privacy">();
    surveys::write_privacy_notice(json, {form.mode, form.names_shown, form.k_score, form.k_text});
    json.field<"questions">(base::RawJson{form.questions});
    json.close_object();
    return http::Response::json(json.take()).with("Cache-Control", "private, no-store");
}

}  // namespace

base::Task<http::Response> get_wave_form(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    if (const auto token = surveys::response_token_of(call.request())) {
        const std::int64_t wave = call.path_id("id", "wave");
        const auto rows = co_await form_of(call, *token, wave);
        co_return form_response(wave, *rows.first());
    }
    const access::Principal who = co_await reader_of(call);
    const std::int64_t wave = call.path_id("id", "wave");
    const auto rows = co_await call.database().read(sql::surveys::get_form, who.team_space_id, who.member_id, wave);
    if (!rows.first()) {
        throw response_problem("not_invited");
    }
    co_return form_response(wave, *rows.first());
}

base::Task<http::Response> answer_wave(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    const std::int64_t wave = call.path_id("id", "wave");
    AnswerForm answers(call.request());
    const auto in_header = surveys::response_token_of(call.request());
    const auto token = in_header ? in_header : answers.token();
    if (!token) {
        call.rates().take_address();
        throw response_problem("unknown_token");
    }
    const auto rows = co_await form_of(call, *token, wave);
    const auto form = rows.first();
    // A replay is told so, whatever it says this time.
    if (form->responded) {
        throw response_problem("already_answered");
    }
    const std::string checked = answers.against(base::Json::parse(form->questions));
    const auto stored =
        co_await call.database().write(sql::surveys::answer_wave, *token, wave, checked, form->names_shown);
    if (stored.front().outcome != "ok") {
        throw response_problem(stored.front().outcome);
    }
    co_return http::Response::json(R"({"status":"stored"})", 201).with("Cache-Control", "no-store");
}

}  // namespace gracy::hr

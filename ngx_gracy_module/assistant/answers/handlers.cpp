#include "assistant/answers/handlers.hpp"

#include "access/streams.hpp"
#include "assistant/answers/question_view.hpp"
#include "gracy/sql/assistant.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"
#include "jobs/channel.hpp"
#include "jobs/job.hpp"

#include <fmt/format.h>
#include <optional>

namespace gracy::assistant {
namespace {

constexpr std::string_view what = "question";
constexpr http::Length question_length{1, 300};
// Of the statement ask_assistant: within 24 hours.
constexpr int retry_after_seconds = 3600;

base::Task<http::Response> show_question(access::Call& call, std::int64_t id, int status) {
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::assistant::get_question, who.team_space_id, who.member_id, id);
    const auto question = rows.first();
    if (!question) {
        throw http::Problem::not_found(what);
    }
    co_return http::Response::json(question_json(*question, call.language()), status);
}

/// `follows`: the question whose conversation goes on.
base::Task<http::Response> ask(access::Call& call, std::optional<std::int64_t> follows) {
    const access::Principal& who = call.principal();
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::string question = body.text("question", question_length);
    body.finish();
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const std::string_view language = http::name_of(http::language_of_question(question));
    const auto rows = co_await call.database().write(sql::assistant::ask_assistant, who.team_space_id, who.member_id,
                                                     question, language, idempotency.key, idempotency.request_hash(),
                                                     static_cast<std::int64_t>(who.scopes), follows);
    const auto asked = rows.front();
    if (asked.outcome == "too_many_questions") {
        throw http::Problem::rate_limited(retry_after_seconds);
    }
    if (asked.outcome == "key_reused") {
        throw http::key_reused();
    }
    if (asked.outcome == "not_found") {
        throw http::Problem::not_found(what);
    }
    call.database().notify(jobs::channel);
    co_return http::created(co_await show_question(call, asked.id.value(), 202),
                            fmt::format("/api/v1/qa/threads/{}", *asked.id), asked.outcome == "replayed");
}

}  // namespace

base::Task<http::Response> ask_question(access::Call& call) {
    co_return co_await ask(call, std::nullopt);
}

base::Task<http::Response> ask_follow_up(access::Call& call) {
    co_return co_await ask(call, call.path_id("id", what));
}

base::Task<http::Response> get_question(access::Call& call) {
    http::QueryReader(call.request().query).finish();
    co_return co_await show_question(call, call.path_id("id", what), 200);
}

base::Task<http::Response> stop_question(access::Call& call) {
    const access::Principal& who = call.principal();
    http::QueryReader(call.request().query).finish();
    const std::int64_t id = call.path_id("id", what);
    const auto rows =
        co_await call.database().write(sql::assistant::stop_question, who.team_space_id, who.member_id, id);
    const auto stopped = rows.front();
    if (stopped.outcome != "ok") {
        throw http::Problem::not_found(what);
    }
    if (stopped.was_open) {
        call.database().notify(access::Streams::channel);
        call.database().notify(jobs::cancellations_channel);
        call.database().notify(jobs::channel);  // whose thread in Slack hears of it
    }
    co_return co_await show_question(call, id, 200);
}

}  // namespace gracy::assistant

#include "assistant/answers/handlers.hpp"

#include "base/json_writer.hpp"
#include "gracy/sql/assistant.hpp"
#include "http/idempotency_key.hpp"
#include "http/json_body.hpp"
#include "http/problem.hpp"
#include "http/query.hpp"

#include <fmt/format.h>

namespace gracy::assistant {
namespace {

constexpr std::string_view what = "question";
constexpr http::Length question_length{1, 300};
// Of the statement ask_assistant: within 24 hours.
constexpr int retry_after_seconds = 3600;

/// What the reader has to know about an answer, or about why there is none.
http::Text note_of(std::string_view state, std::string_view outcome, std::string_view reason) {
    if (state == "queued") {
        return {"Looking it up.", "찾아보고 있어요."};
    }
    if (state == "failed") {
        return {"This question could not be answered. Please ask again, or ask HR.",
                "답변을 만들지 못했어요. 다시 물어보시거나 인사 담당자에게 문의해 주세요."};
    }
    if (outcome == "stopped") {
        return {"This question was stopped.", "질문을 중지했어요."};
    }
    if (outcome == "answered") {
        return {"Written by AI from the passages it cites. When in doubt, the passages count.",
                "AI가 인용한 규정을 바탕으로 쓴 답변이에요. 다른 점이 있으면 규정 원문을 따라요."};
    }
    if (outcome == "not_found") {
        return {"The policies do not answer this. Please ask HR.",
                "규정에서 답을 찾지 못했어요. 인사 담당자에게 문의해 주세요."};
    }
    if (reason == "budget") {
        return {"Today's budget for AI is spent, so here are the passages themselves.",
                "오늘의 AI 예산을 다 써서 규정 원문을 보여드려요."};
    }
    if (reason == "unverified") {
        return {"The AI's answer did not hold against the policies, so here are the passages themselves.",
                "AI 답변을 규정으로 확인하지 못해 원문을 보여드려요."};
    }
    return {"The AI cannot be used right now, so here are the passages themselves.",
            "AI 요약을 쓸 수 없어 원문을 보여드려요."};
}

base::Task<http::Response> show_question(access::Call& call, std::int64_t id, int status) {
    const access::Principal& who = call.principal();
    const auto rows = co_await call.database().read(sql::assistant::get_question, who.team_space_id, who.member_id, id);
    const auto question = rows.first();
    if (!question) {
        throw http::Problem::not_found(what);
    }
    const auto raw = [](const std::optional<std::string_view>& text) { return base::RawJson{text.value_or("[]")}; };
    const std::string_view outcome = question->outcome.value_or("");
    base::JsonWriter json(16384);
    json.open_object();
    json.field<"id">(base::Id{question->id});
    json.field<"question">(question->question);
    json.field<"language">(question->language);
    json.field<"state">(question->state);
    json.field<"outcome">(question->outcome);
    json.field<"reason">(question->reason);
    json.field<"note">(note_of(question->state, outcome, question->reason.value_or("")).in(call.language()));
    json.field<"answer">(raw(question->answer));
    json.field<"sources">(raw(question->sources));
    json.field<"ai_generated">(outcome == "answered");
    json.field<"model">(question->model);
    json.field<"created_at">(question->created_at);
    json.field<"finished_at">(question->finished_at);
    json.close_object();
    http::Response response = http::Response::json(json.take(), status);
    response.with("Cache-Control", "private, no-store");
    co_return response;
}

}  // namespace

base::Task<http::Response> ask_question(access::Call& call) {
    const access::Principal& who = call.principal();
    http::QueryReader(call.request().query).finish();
    http::JsonBody body(call.request());
    const std::string question = body.text("question", question_length);
    body.finish();
    const http::Idempotency idempotency = http::idempotency_of(call.request());
    const std::string_view language = http::name_of(http::language_of_text(question));
    const auto rows = co_await call.database().write(sql::assistant::ask_assistant, who.team_space_id, who.member_id,
                                                     question, language, idempotency.key, idempotency.request_hash(),
                                                     static_cast<std::int64_t>(who.scopes));
    const auto asked = rows.front();
    if (asked.outcome == "too_many_questions") {
        throw http::Problem::rate_limited(retry_after_seconds);
    }
    if (asked.outcome == "key_reused") {
        throw http::Problem::validation(
            http::FieldError{http::FieldError::Place::header, "Idempotency-Key", "key_reused",
                             http::Text{"This key was used with another body.", "다른 내용으로 이미 사용한 키예요."}});
    }
    call.database().notify("gracy_jobs");
    http::Response response = co_await show_question(call, asked.id.value(), 202);
    response.with("Location", fmt::format("/api/v1/qa/threads/{}", *asked.id));
    if (asked.outcome == "replayed") {
        response.with("Idempotency-Replayed", "true");
    }
    co_return response;
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
    if (rows.front().outcome != "ok") {
        throw http::Problem::not_found(what);
    }
    co_return co_await show_question(call, id, 200);
}

}  // namespace gracy::assistant

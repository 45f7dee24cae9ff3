#include "assistant/answers/question_view.hpp"

#include "base/json_writer.hpp"
#include "wellbeing/help_lines.hpp"

#include <optional>

namespace gracy::assistant {
namespace {

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
    if (reason == "help") {
        return {"No AI was asked, and nobody was told.", "AI에게 묻지 않았고, 누구에게도 알리지 않았어요."};
    }
    if (outcome == "not_found") {
        return {"The policies do not answer this. Please ask HR.",
                "규정에서 답을 찾지 못했어요. 인사 담당자에게 문의해 주세요."};
    }
    if (reason == "budget") {
        return {"Today's budget for AI is spent, so here are the passages themselves.",
                "오늘의 AI 예산을 다 써서 규정 원문을 보여 드려요."};
    }
    if (reason == "unverified") {
        return {"The AI's answer did not hold against the policies, so here are the passages themselves.",
                "AI 답변을 규정으로 확인하지 못해 원문을 보여 드려요."};
    }
    if (reason == "declined") {
        return {"The AI declined to answer this, so here are the passages themselves. Other words may help.",
                "AI가 이 질문에 답하지 않아 규정 원문을 보여 드려요. 표현을 바꿔 다시 물어보세요."};
    }
    return {"The AI cannot be used right now, so here are the passages themselves.",
            "AI 요약을 쓸 수 없어 원문을 보여 드려요."};
}

}  // namespace

std::string question_json(const sql::assistant::get_question_row& question, http::Language language) {
    const auto raw = [](const std::optional<std::string_view>& text) { return base::RawJson{text.value_or("[]")}; };
    const std::string_view outcome = question.outcome.value_or("");
    base::JsonWriter json(16384);
    json.open_object();
    json.field<"id">(base::Id{question.id});
    json.field<"thread_id">(base::Id{question.thread_id});
    json.field<"question">(question.question);
    json.field<"language">(question.language);
    json.field<"state">(question.state);
    json.field<"outcome">(question.outcome);
    json.field<"reason">(question.reason);
    json.field<"note">(note_of(question.state, outcome, question.reason.value_or("")).in(language));
    json.field<"answer">(raw(question.answer));
    json.field<"sources">(raw(question.sources));
    json.key<"help">();
    wellbeing::write_help(json, wellbeing::help_for(wellbeing::risk_of_note(question.question),
                                                    question.tz.value_or(""), question.support_contact, language));
    json.field<"missing">(question.missing);
    json.field<"escalate">(question.escalate);
    json.field<"ai_generated">(outcome == "answered");
    json.field<"model">(question.model);
    json.field<"helpful">(question.helpful);
    json.field<"created_at">(question.created_at);
    json.field<"finished_at">(question.finished_at);
    json.close_object();
    return json.take();
}

std::string_view stage_of(const sql::assistant::get_question_row& question) {
    return question.is_running ? "running" : question.outcome.value_or(question.state);
}

bool is_last(std::string_view stage) {
    return stage != "queued" && stage != "running";
}

}  // namespace gracy::assistant

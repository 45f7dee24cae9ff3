// What a model is told before it answers from the policies.
#pragma once

#include "assistant/answers/answer_kind.hpp"
#include "assistant/answers/passage.hpp"
#include "assistant/answers/policy_answer.hpp"
#include "assistant/model/conversation.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

/// A question that was asked before, and what was answered; no answer: there was none.
struct Turn {
    std::string question;
    std::string answer{};
};

/// What an answer may take up beside the passages.
struct Surroundings {
    std::vector<Tool> tools{};
    /// Where the company is.
    base::Date today{};
    /// Of the same conversation, the first one first. They are cut where they would become too long.
    std::span<const Turn> earlier{};
    /// Links to them may be copied (own_links.hpp).
    std::span<const std::string> own_hosts{};
};

/// Rules in the system's message; passages, earlier turns and question, which anybody may have written, as data between
/// marks that cannot be foreseen.
Conversation policy_conversation(const AnswerKind& kind, std::string_view question, http::Language language,
                                 std::span<const Passage> passages, Surroundings around = {});

/// "Passage 3 (취업규칙 > 제15조, in force since 2026-01-01)\n...\n\n"; places count from 0.
std::string passage_text(const Passage& passage, std::size_t place);

/// What was found for a call, as data between marks. `calls`: all of one answer, with a result for each.
struct ToolResult {
    std::string call_id;
    std::string text;
};
/// Results stand between the marks of the conversation and are cut where the prompt would become too long, and then
/// nothing more can be looked up.
void answer_calls(Conversation& conversation, std::vector<ToolCall> calls, std::vector<ToolResult> results,
                  const AnswerKind::Limits& limits);

/// The answer as it was, and why it was not accepted.
void ask_again(Conversation& conversation, std::string output, const Rejection& rejection);

}  // namespace gracy::assistant

// What came of a question, as Slack shows it: sentences with their sources, or the passages themselves, or that there
// is nothing, in the language of the question.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gracy::slack {

struct AssistantAnswer {
    std::int64_t question_id = 0;
    std::string question;
    http::Language language = http::Language::english;
    /// As finish_assistant_question stores them, or `failed`: its job is dead.
    std::string outcome;
    std::string reason;
    /// [{"text": ..., "cite": [id, ...]}, ...]
    base::Json answer{};
    /// [{"id": ..., "title": ..., "effective_from": "2026-01-01", "headings": [...], "text": ...}, ...]
    base::Json sources{};
    /// What of the question the policies do not say, and whether HR should be asked.
    std::optional<std::string> missing{};
    bool escalate = false;
    /// Nothing: it stands alone, so that it says what was asked.
    std::optional<std::string> thread_ts{};
};

/// The arguments of chat.postMessage.
std::string answer_message(const AssistantAnswer& answer);

/// Some sentences of an answer with the marks of their sources, as a stream takes them.
struct AnswerPart {
    std::string markdown;
    /// How many sentences have been shown with it.
    std::size_t sentences = 0;
};

/// Of one that is `answered`, one after the other.
std::vector<AnswerPart> answer_parts(const AssistantAnswer& answer);

/// The blocks of what stands beneath its parts, which is all of it when there are none.
std::string answer_ending(const AssistantAnswer& answer);

/// The message of one of which the reader wanted no more than so many sentences.
std::string halved_answer_message(const AssistantAnswer& answer, std::size_t sentences);

}  // namespace gracy::slack

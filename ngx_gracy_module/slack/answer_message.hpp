// What came of a question, as Slack shows it: sentences with their sources, or the passages themselves, or that there
// is nothing, in the language of the question.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"

#include <cstdint>
#include <optional>
#include <string>

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
    /// Nothing: it stands alone, so that it says what was asked.
    std::optional<std::string> thread_ts{};
};

/// The arguments of chat.postMessage.
std::string answer_message(const AssistantAnswer& answer);

}  // namespace gracy::slack

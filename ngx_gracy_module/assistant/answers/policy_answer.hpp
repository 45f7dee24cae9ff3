// An answer from the policies: what a model must write, and whether what it wrote may be shown.
#pragma once

#include "assistant/answers/grounding.hpp"
#include "assistant/answers/passage.hpp"
#include "assistant/model/conversation.hpp"
#include "http/language.hpp"

#include <cstddef>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

struct PolicyAnswer {
    struct Sentence {
        std::string text;
        /// Places among the passages, from 0; each once.
        std::vector<std::size_t> cited;
    };
    /// Empty: the passages do not answer the question.
    std::vector<Sentence> sentences;
    /// What of the question they do not answer.
    std::optional<std::string> missing{};
    /// A person of HR should be asked.
    bool escalate = false;
};

/// {"answerable": bool, "language": "ko" | "en", "answer": [{"text": ..., "cite": [1, ...]}], "missing": string | null,
/// "escalate": bool}, passages counted from 1. From servers that know no schemas the last two may be absent.
const OutputForm& policy_answer_form();

/// Why an answer is not shown, each for the model that shall do better. `form`: it is not the object that was asked
/// for.
struct Rejection {
    bool form;
    std::vector<std::string> reasons;
    /// The answer without its note of what is missing, where nothing else is wrong: it may be shown.
    std::optional<PolicyAnswer> without_missing{};
};

/// What an answer is held against beside the passages.
struct Asked {
    /// As the model was told it, with the question that it follows.
    std::string_view question{};
    /// The company's, in lower-case letters: links to them may be shown (own_links.hpp).
    std::span<const std::string> own_hosts{};
};

/// An answer is shown when every sentence cites passages, says something by itself (not only "네."), speaks of what
/// they speak of (is_grounded), does not say the opposite of them (contradicts), has no number, date or amount that
/// they do not have or have of something else (is_number_of_another), and nothing that leads away (why_unsafe, also out
/// of the question), and when the whole is in the question's language and 1,500 characters long at most. The day since
/// which a policy is in force counts as what its passages say. What is missing speaks of the question in the same way,
/// in 200 characters at most.
std::expected<PolicyAnswer, Rejection> check_answer(std::string_view output, http::Language language,
                                                    std::span<const Passage> passages, const SameTerms& same_terms = {},
                                                    const Asked& asked = {});

}  // namespace gracy::assistant

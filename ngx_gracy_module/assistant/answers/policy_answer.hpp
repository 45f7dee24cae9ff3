// An answer from the policies: what a model must write, and whether what it wrote may be shown.
#pragma once

#include "assistant/answers/grounding.hpp"
#include "assistant/answers/passage.hpp"
#include "assistant/model/conversation.hpp"
#include "http/language.hpp"

#include <cstddef>
#include <expected>
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
};

/// {"answerable": bool, "language": "ko" | "en", "answer": [{"text": ..., "cite": [1, ...]}]}, passages counted from 1.
const OutputForm& policy_answer_form();

/// Why an answer is not shown, each for the model that shall do better. `form`: it is not the object that was asked
/// for.
struct Rejection {
    bool form;
    std::vector<std::string> reasons;
};

/// An answer is shown when every sentence cites passages, speaks of what they speak of (is_grounded), has no number,
/// date or amount that they do not have, and nothing that leads away (why_unsafe, also out of the question), and when
/// the whole is in the question's language and 1,500 characters long at most.
std::expected<PolicyAnswer, Rejection> check_answer(std::string_view output, http::Language language,
                                                    std::span<const Passage> passages,
                                                    const SameTerms& same_terms = {});

}  // namespace gracy::assistant

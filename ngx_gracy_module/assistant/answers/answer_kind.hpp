// How questions are answered, as an operator describes it (conf/assistant/policy_answer.toml): the words that a model
// is told and its limits, but none of the checks.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>

namespace gracy::assistant {

struct AnswerKind {
    static constexpr const char* name = "policy_answer";

    struct Limits {
        std::int32_t max_tokens = 1200;
        double temperature = 0;
        int repairs_of_form = 2;
        int repairs = 1;
        int rounds_of_tools = 4;
        std::int32_t passages = 6;
        /// 3,000 at least: the rules and the earlier turns need some.
        std::int64_t prompt_tokens = 6'000;
        /// For all calls of one question.
        std::chrono::seconds time{90};
    };

    /// Higher with each change of what is asked; 0: nobody has described it, and there is no model.
    std::int32_t version = 0;
    /// The rules, with {today} and {language}.
    std::string system;
    /// What {language} becomes.
    std::string korean;
    std::string english;
    /// Added where there are tools, earlier turns, or links that may be copied (with {beginnings}).
    std::string tools;
    std::string earlier;
    std::string own_links;
    Limits limits;
};

}  // namespace gracy::assistant

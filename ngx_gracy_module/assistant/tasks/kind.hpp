// A kind of task for a model, as an operator describes it (conf/assistant/*.toml): data, not code.
#pragma once

#include "assistant/model/conversation.hpp"
#include "assistant/schema/json_schema.hpp"
#include "assistant/tasks/output_check.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

struct TaskKind {
    struct Input {
        /// [a-z][a-z0-9_]*, 40 at most.
        std::string name;
        /// Code points.
        std::size_t least = 1;
        std::size_t most = 2000;
    };
    struct Limits {
        std::int32_t max_tokens = 1024;
        double temperature = 0;
        /// Answers of a model at most: the first, and those after it was told what is wrong.
        int attempts = 3;
        /// Per cent of a team space's daily budget that may go to tasks of this kind.
        std::int64_t daily_share = 100;
    };

    /// As an input's name.
    std::string name;
    /// Higher with each change of what is asked or answered.
    std::int32_t version = 1;
    std::string title_en;
    std::string title_ko;
    /// Whether members may ask for it. What Gracy asks for by herself they may not.
    bool for_members = true;
    /// The operator's rules for the model.
    std::string system;
    /// What it is given, each input's name in braces where its text belongs.
    std::string prompt;
    std::vector<Input> inputs;
    JsonSchema schema;
    std::vector<OutputCheck> checks;
    Limits limits;
};

/// What is wrong with a prompt: a brace that is none of an input, or an input that does not appear. Nothing when all is
/// well.
std::optional<std::string> fault_of_prompt(std::string_view prompt, const std::vector<TaskKind::Input>& inputs);

/// What the model is asked. Inputs, which are data whatever they say, stand between marks that cannot be foreseen.
/// Precondition: every input of the kind is there.
Conversation task_conversation(const TaskKind& kind, const TaskInputs& inputs);

}  // namespace gracy::assistant

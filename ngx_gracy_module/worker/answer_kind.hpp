// How questions are answered: policy_answer.toml in the folder of the kinds of tasks. Only assistant_configuration.cpp
// includes this.
#pragma once

#include "assistant/answers/answer_kind.hpp"
#include "worker/toml_section.hpp"

#include <optional>
#include <string>

namespace gracy::worker {

/// Nothing when the folder has no such file, or after a complaint. `folder` is looked for beside the configuration.
std::optional<assistant::AnswerKind> read_answer_kind(const std::string& folder, Complaints& complaints);

}  // namespace gracy::worker

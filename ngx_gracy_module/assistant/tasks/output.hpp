// Whether what a model wrote for a task may be shown.
#pragma once

#include "assistant/answers/masking.hpp"
#include "assistant/answers/policy_answer.hpp"
#include "assistant/tasks/kind.hpp"

#include <expected>
#include <string>
#include <string_view>

namespace gracy::assistant {

/// The output as compact JSON, its text composed (NFC) and with the personal data that `mask` had hidden; or why it is
/// not accepted: it is no JSON or does not keep to the kind's schema (`form`), a text that is no quote of an
/// input has what leads away (why_unsafe), or one of the kind's checks does not hold. `inputs`: as the member wrote
/// them.
std::expected<std::string, Rejection> check_output(std::string_view output, const TaskKind& kind,
                                                   const TaskInputs& inputs, const Mask& mask);

}  // namespace gracy::assistant

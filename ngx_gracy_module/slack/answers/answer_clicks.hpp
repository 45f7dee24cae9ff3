// What is clicked under an answer of the assistant: whether it helped.
#pragma once

#include "base/task.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/interaction.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gracy::slack {

inline constexpr std::string_view feedback_action = "assistant_feedback";

/// The values of the two buttons: "helpful/12", "unhelpful/12".
std::string feedback_value(bool helpful, std::int64_t question_id);

/// Keeps it, and says so to whoever clicked. Inside the transaction in which the click was claimed.
base::Task<void> click_on_answer(postgres::Transaction& transaction, const Interaction& interaction,
                                 std::string_view event_id);

}  // namespace gracy::slack

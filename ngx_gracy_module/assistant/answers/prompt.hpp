// What a model is told before it answers from the policies.
#pragma once

#include "assistant/answers/passage.hpp"
#include "assistant/answers/policy_answer.hpp"
#include "assistant/model/conversation.hpp"

#include <span>
#include <string>
#include <string_view>

namespace gracy::assistant {

/// Rules in the system's message; passages and question, which anybody may have written, as data between marks that
/// cannot be foreseen.
Conversation policy_conversation(std::string_view question, http::Language language, std::span<const Passage> passages);

/// The answer as it was, and why it was not accepted.
void ask_again(Conversation& conversation, std::string output, const Rejection& rejection);

}  // namespace gracy::assistant

// What a stream is made of (docs.slack.dev/reference/methods/chat.appendStream, "chunks"): the tasks of an answer's
// making, and its text. Each is a JSON array as the argument `chunks` takes it.
//
// Nothing of a model is in them but sentences that were checked with the whole answer. Checking them while the model
// still writes would be cheaper patience and a weaker check: whether the answer is in the right language, whether it
// ends as it should and whether the server declines it is known at its end, and one bad sentence has all of it written
// anew; by then sentences would have been read that do not stand any more. So what grows while the model works is the
// plan, and the text comes after the checks, in parts.
#pragma once

#include "base/json.hpp"
#include "http/language.hpp"
#include "slack/answers/answer_message.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace gracy::slack {

/// A plan whose first task has begun.
std::string opening_chunks(http::Language language);

/// `steps`: as assistant::Answerer notes them, [{"step": "found", "places": [...]}, {"step": "looked_up", "tool": ...},
/// {"step": "rewriting"}]; those from `shown` on are news. Saying the same twice changes nothing in Slack.
std::string progress_chunks(base::JsonView steps, std::size_t shown, http::Language language);

/// The plan as it ended, then `markdown` when there is any.
std::string closing_chunks(base::JsonView steps, const AssistantAnswer& answer, std::string_view markdown);

/// One of text.
std::string text_chunks(std::string_view markdown);

}  // namespace gracy::slack

// Gracy asks how today is, with faces to tap in the message itself.
#pragma once

#include "base/json.hpp"
#include "base/task.hpp"
#include "postgres/transaction.hpp"
#include "slack/interaction.hpp"

#include <string>
#include <string_view>

namespace gracy::slack {

/// {"ko": arguments of chat.postMessage, "en": ...} for functions/check_ins/ask_for_check_ins.sql, which writes the day
/// in the place of "{date}".
std::string check_in_questions();

/// Whether this is a click on such a face. (In App Home and in the form they mean something else to do.)
bool is_check_in_answer(base::JsonView interaction);

/// Notes it, and has the message say so; one of a day that is over says that. Throws postgres::Error.
base::Task<void> answer_check_in(postgres::Transaction& transaction, const Interaction& interaction,
                                 std::string_view event_id);

}  // namespace gracy::slack

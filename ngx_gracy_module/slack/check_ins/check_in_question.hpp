// Gracy asks how today is, with faces to tap in the message itself, and a button for who would rather not be asked.
#pragma once

#include "base/json.hpp"
#include "base/task.hpp"
#include "http/language.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/interaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// {"ko": arguments of chat.postMessage, "en": ...} for functions/check_ins/ask_for_check_ins.sql, which writes the day
/// in the place of "{date}".
std::string check_in_questions();

/// In the place of the question (arguments of chat.update) when somebody wants to be asked no more, with a button that
/// takes it back. `date`: the day that was asked about.
std::string check_in_stopped(std::string_view date, http::Language language);

/// In the place of that when they took it back, maybe days later: the faces are there again, of today (`date`), which
/// they have said to be `score` or nothing of.
std::string check_in_resumed(std::string_view date, std::optional<std::int32_t> score, http::Language language);

/// Whether this is a click in such a message. (In App Home and in the form faces mean something else to do.)
bool is_check_in_click(base::JsonView interaction);

/// A face is noted, and the message says so; one of a day that is over says that. The buttons end the asking and have
/// it back. Throws postgres::Error.
base::Task<void> click_on_check_in(postgres::Transaction& transaction, const Interaction& interaction,
                                   std::string_view event_id);

}  // namespace gracy::slack

// The buttons under a notice that somebody in Slack is said to be its reader: "That's me" and "Not me".
#pragma once

#include "base/task.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/interaction.hpp"

#include <string>
#include <string_view>

namespace gracy::slack {

/// {language: {confirm: a button, disown: a button}}, JSON, of functions/slack/slack_link_buttons.
std::string link_buttons();

bool is_link_click(std::string_view action_id);

/// The link is confirmed or ended, and whoever clicked reads what became of it. Throws postgres::Error.
base::Task<void> click_on_link(postgres::Transaction& transaction, const Interaction& interaction,
                               std::string_view event_id);

}  // namespace gracy::slack

// What is clicked under an announcement: acknowledged, looked at, reminded of, approved or not, sent,
// recalled.
#pragma once

#include "base/task.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/interaction.hpp"

#include <string_view>

namespace gracy::slack {

bool is_announcement_click(std::string_view action_id);

/// Inside the transaction in which the click was claimed; `event_id` is the claim's. Throws postgres::Error.
base::Task<void> click_on_announcement(postgres::Transaction& transaction, const Interaction& interaction,
                                       std::string_view event_id);

}  // namespace gracy::slack

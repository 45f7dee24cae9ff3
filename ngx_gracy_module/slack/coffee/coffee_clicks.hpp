// What is clicked under the question whether people met.
#pragma once

#include "base/task.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/interaction.hpp"

#include <string_view>

namespace gracy::slack {

bool is_coffee_click(std::string_view action_id);

/// Inside the transaction in which the click was claimed; `event_id` is the claim's. The message shows the answer from
/// then on, and buttons to change it. Throws postgres::Error.
base::Task<void> click_on_coffee(postgres::Transaction& transaction, const Interaction& interaction,
                                 std::string_view event_id);

}  // namespace gracy::slack

// The button that takes kudos back, clicked.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/interaction.hpp"

#include <string_view>

namespace gracy::slack {

/// In a message. (In a modal whoever clicked looks at it: take_back_in_modal.)
bool is_take_back_click(base::JsonView interaction);

/// Inside the transaction in which the click was claimed; `event_id` is the claim's. The message says what came of it.
/// Throws postgres::Error.
base::Task<void> click_on_take_back(postgres::Transaction& transaction, const Interaction& interaction,
                                    std::string_view event_id);

bool is_take_back_in_modal(base::JsonView interaction);

/// At once, and the modal says so. `interaction` must outlive the task. Throws postgres::Error.
base::Task<void> take_back_in_modal(access::Call& call, const Interaction& interaction);

}  // namespace gracy::slack

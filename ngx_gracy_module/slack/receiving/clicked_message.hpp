// The message that somebody clicked in.
#pragma once

#include "base/task.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/interaction.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gracy::slack {

/// It shows something else from now on: `arguments` of chat.update. At the click's response_url that takes no turn in
/// the bulk lane, where it waits for what thousands have clicked; one that only the person sees is reached there alone.
/// Once for an event. Throws postgres::Error.
base::Task<void> change_clicked_message(postgres::Transaction& transaction, std::int64_t team_space_id,
                                        const Interaction& interaction, std::string_view event_id,
                                        std::string arguments);

}  // namespace gracy::slack

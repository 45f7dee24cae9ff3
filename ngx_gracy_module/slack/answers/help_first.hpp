// What somebody who may need help is shown before anything else, in Slack. No model is asked for it, and nobody is
// told.
#pragma once

#include "base/task.hpp"
#include "http/language.hpp"
#include "postgres/transaction.hpp"
#include "slack/answers/question_event.hpp"
#include "slack/receiving/event_consumer.hpp"
#include "wellbeing/risk.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// Beneath a message to the bot; of one in a channel only its author sees it. Nothing without a risk.
base::Task<void> say_help_first(postgres::Transaction& transaction, const EventTenant& tenant,
                                const AskedInSlack& asked, wellbeing::Risk risk, http::Language language,
                                std::string_view event_id);

}  // namespace gracy::slack

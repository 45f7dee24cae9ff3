// Stopping a question that is not answered yet: a button for who waits, and the one that Slack shows by itself in
// conversations with an agent (docs.slack.dev/reference/events/agent_session_stopped).
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "base/task.hpp"
#include "http/language.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/event_consumer.hpp"
#include "slack/receiving/interaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

inline constexpr std::string_view stop_action = "assistant_stop";
inline constexpr std::string_view session_stopped = "agent_session_stopped";

/// A sentence (mrkdwn) with the button beside it.
std::string stop_blocks(std::string_view sentence, std::int64_t question_id, http::Language language);

struct StopOffer {
    std::string team_id;
    std::optional<std::string> enterprise_id;
    std::int64_t team_space_id;
    std::int64_t question_id;
    std::string user_id;
    std::string channel;
    std::string thread_ts;
    http::Language language;
    base::Timestamp asked_at;
};

/// Says to who asked, alone, that the question can be stopped, when it is not answered after a while.
base::Task<void> offer_to_stop(postgres::Transaction& transaction, const StopOffer& offer);

/// A click on the button. Where the question was asked hears that it was stopped; who clicked hears why it was not.
/// Inside the transaction in which the click was claimed. True: it was stopped.
base::Task<bool> click_on_stop(postgres::Transaction& transaction, const Interaction& interaction,
                               std::string_view event_id);

/// agent_session_stopped: ends what the person has asked in this thread. True: there was something to end.
base::Task<bool> stop_session(postgres::Transaction& transaction, const EventTenant& tenant, base::JsonView payload);

}  // namespace gracy::slack

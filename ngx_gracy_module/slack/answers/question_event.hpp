// A question that somebody asks in Slack: a message to the bot, or one in a channel that mentions it
// (docs.slack.dev/reference/events/app_mention, .../message.im).
#pragma once

#include "base/json.hpp"
#include "base/task.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/event_consumer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

struct AskedInSlack {
    std::string user_id;
    std::string channel;
    /// The thread that it stands in, or that begins with it.
    std::string thread_ts;
    /// Others have written in that thread already; beneath a message alone Slack shows nobody what is for them alone.
    bool in_thread = false;
    /// Plain text without the mention of the bot; NFC, may be empty.
    std::string text;

    /// In the conversation of one person with the bot.
    bool is_direct() const { return channel.starts_with('D'); }
};

/// Nothing for what is no question: what was edited, deleted or written by a bot, and messages in channels without a
/// mention, which are none of our business.
std::optional<AskedInSlack> question_in(base::JsonView payload);

/// Has the worker answer it, or says why not: in a channel to its author alone, and to no other company's people.
/// Inside the transaction in which the event was claimed.
base::Task<void> ask_question(postgres::Transaction& transaction, const EventTenant& tenant, base::JsonView payload,
                              const documents::OpenEvent& event);

}  // namespace gracy::slack

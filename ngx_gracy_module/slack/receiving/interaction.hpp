// The body of POST /slack/interactions: a form with one field, `payload`, that is JSON (docs.slack.dev, "Handling user
// interaction").
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "documents/document.hpp"
#include "http/request.hpp"
#include "slack/receiving/delivery.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

struct Interaction {
    enum class Kind : unsigned char {
        block_actions,     // a button, a select, in a message, a modal or App Home
        view_submission,   // a modal's Submit
        view_closed,       // a modal closed without it
        shortcut,          // of the whole workspace
        message_action,    // of one message
        block_suggestion,  // somebody types into an external select
        other,             // what Slack invents next
    };
    Kind kind = Kind::other;
    /// As Slack calls it.
    std::string type;
    std::string team_id;
    std::string user_id;
    /// Of the organization whose installation this is; nothing where a workspace has its own.
    std::optional<std::string> enterprise_id;
    std::optional<std::string> api_app_id;
    std::optional<std::string> channel_id;
    std::optional<std::string> trigger_id;
    /// Of the view, or of the shortcut; empty where there is none.
    std::string callback_id;
    Payload payload;
    /// What `payload` was read from.
    std::string text;

    base::JsonView json() const { return payload.json.view(); }
};

/// Nothing when the body is no form with a payload that says who does what. The request's signature was verified.
std::optional<Interaction> read_interaction(const http::Request& request);

/// The same of a payload that was read before: from the event log.
std::optional<Interaction> interaction_of(Payload payload, std::string_view text);

/// The block_id of a view's first input block: a sentence has to stand under one, or Slack shows none of it.
std::optional<std::string_view> first_input(base::JsonView view);

/// The interaction for the event log. Its id is the same when Slack sends the same click again.
documents::Event interaction_event(const Interaction& interaction, base::Timestamp received_at);

}  // namespace gracy::slack

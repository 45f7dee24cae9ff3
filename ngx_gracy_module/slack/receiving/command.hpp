// A slash command as Slack posts it (docs.slack.dev, "Implementing slash commands").
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "documents/document.hpp"
#include "http/request.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

struct Command {
    /// With its slash, in lower case.
    std::string name;
    /// What follows it; NFC.
    std::string text;
    std::string team_id;
    std::string user_id;
    /// Of the organization whose installation this is; nothing where a workspace has its own.
    std::optional<std::string> enterprise_id;
    std::optional<std::string> channel_id;
    std::optional<std::string> api_app_id;
    /// Names this one use of the command, so that the same bytes sent again are recognised.
    std::string trigger_id;
    /// The form's fields, for the event log.
    base::Json fields;
};

/// Nothing when the body is no form in UTF-8 with the fields that every command has. The request's signature was
/// verified.
std::optional<Command> read_command(const http::Request& request);

/// The command for the event log.
documents::Event command_event(const Command& command, std::string_view body, base::Timestamp received_at);

}  // namespace gracy::slack

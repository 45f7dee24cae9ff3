// What administrators change in Slack: /gracy admin and the forms behind it, in the module.
#pragma once

#include "access/call.hpp"
#include "base/task.hpp"
#include "slack/administration/values_form.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/receiving/command.hpp"
#include "slack/receiving/interaction.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

// What is passed in must outlive the task. All throw postgres::Error.

/// "admin", "관리": what somebody writes behind /gracy.
bool asks_for_administration(std::string_view text);

/// Two buttons, or why not.
base::Task<Message> administer(access::Call& call, const Command& command);

/// The form in which a value is chosen: the value itself comes on top of it.
base::Task<http::Response> submit_chosen_value(access::Call& call, const Interaction& interaction);
base::Task<http::Response> submit_value(access::Call& call, const Interaction& interaction);
base::Task<http::Response> submit_allowance(access::Call& call, const Interaction& interaction);

/// What became of a value, as mrkdwn.
std::string value_saved(const CompanyValue& value, http::Language language);

/// Why somebody may not; nothing for `ok` and for what is about a field.
std::optional<std::string> administration_refusal(std::string_view outcome, http::Language language);

}  // namespace gracy::slack

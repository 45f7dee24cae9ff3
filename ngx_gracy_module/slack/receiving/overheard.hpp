// What people write to each other in channels, of which Slack tells an app that is subscribed to `message.channels`
// (docs.slack.dev/reference/events/message.channels). It is nobody's business here, and no word of it is stored.
#pragma once

#include "slack/receiving/delivery.hpp"

#include <string>

namespace gracy::slack {

/// A message in a channel, a private one or a group's conversation. That one was deleted is none: what reactions to it
/// gave goes with it. `event`: the payload's.
bool is_overheard(base::JsonView event);

/// Leaves of a deleted message what says which one it was, and returns the body without the rest.
std::string without_words(Payload& payload);

bool is_deletion(base::JsonView payload);

}  // namespace gracy::slack

// Why somebody cannot use Gracy at all.
#pragma once

#include "http/language.hpp"
#include "slack/block_kit/messages.hpp"

namespace gracy::slack {

/// The workspace was never connected, or no longer is: whose language would that be? In both.
Message unknown_workspace();

Message not_a_member(http::Language language);

}  // namespace gracy::slack

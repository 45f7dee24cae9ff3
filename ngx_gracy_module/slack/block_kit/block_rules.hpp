// What Slack refuses in a message or a view, looked for before it is sent: Slack answers invalid_blocks to somebody who
// can do nothing about it. Limits: docs.slack.dev/reference/block-kit; lengths count UTF-16 units.
#pragma once

#include "base/json.hpp"

#include <string>
#include <vector>

namespace gracy::slack {

struct BlockFault {
    /// A JSON pointer: "/blocks/3/text/text".
    std::string pointer;
    std::string what;
};

/// Of {"type": "modal" | "home", ...}. Empty: Slack takes it.
std::vector<BlockFault> check_view(base::JsonView view);

/// Of an array of blocks in a message.
std::vector<BlockFault> check_message_blocks(base::JsonView blocks);

/// For a log: "/blocks/3/text/text: longer than 3000; ...".
std::string describe(const std::vector<BlockFault>& faults);

}  // namespace gracy::slack

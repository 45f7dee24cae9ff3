// A message of text or of blocks, in a thread or not, as chat.postMessage takes it.
#pragma once

#include "slack/block_kit/blocks.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// `mrkdwn`: what came from people is escaped (mrkdwn.hpp) by whoever puts it in.
std::string reply_arguments(std::string_view mrkdwn, std::optional<std::string_view> thread_ts);

/// `mrkdwn` is what notifications show, and who cannot see blocks.
std::string reply_arguments(std::string_view mrkdwn, Blocks&& blocks, std::optional<std::string_view> thread_ts);

}  // namespace gracy::slack

// Whether text that a model wrote may be shown: nothing in it leads away, calls somebody, or hides.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gracy::assistant {

/// What is wrong with it, for the model that shall do better; nothing when it may be shown. Links and addresses of any
/// form, Slack's mentions, markup for links and images, codes that only a machine reads, characters that are not seen
/// or turn text around, and letters of scripts that neither language is written in are refused: also those that a
/// policy has, because a policy may have been written to be repeated. Look-alikes count as what they look like.
/// Precondition: UTF-8.
std::optional<std::string_view> why_unsafe(std::string_view text);

/// Without the characters that are not seen or turn text around. Precondition: UTF-8.
std::string without_hidden(std::string_view text);

}  // namespace gracy::assistant

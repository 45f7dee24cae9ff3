// What a command's help begins with when its first word was none of the words.
#pragma once

#include "base/korean.hpp"
#include "http/language.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"

#include <string>
#include <string_view>

namespace gracy::slack {

/// A line, mrkdwn; empty where `word` (plain text) is.
inline std::string unknown_word(std::string_view word, http::Language language) {
    constexpr std::size_t longest = 60;
    return word.empty() ? std::string()
                        : say(language, {"I don't know “{0}”.\n", "‘{0}’{1} 모르는 말이에요.\n"},
                              escape(shorten(word, longest)), base::topic_particle(word));
}

}  // namespace gracy::slack

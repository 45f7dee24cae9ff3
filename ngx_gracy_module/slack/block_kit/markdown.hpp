// The markdown of streams and markdown blocks (docs.slack.dev/reference/block-kit/blocks/markdown-block), which is
// CommonMark's and not Slack's mrkdwn.
#pragma once

#include <string>
#include <string_view>

namespace gracy::slack {

/// `text` as markdown that shows it letter by letter. Nothing in it is markup, so that it does not matter what
/// CommonMark thinks of a sign next to a Hangul particle: it would read "9~12시, 1~5시" as struck through, and not
/// "**연차**는" as bold. Lines become one.
std::string literal_markdown(std::string_view text);

}  // namespace gracy::slack

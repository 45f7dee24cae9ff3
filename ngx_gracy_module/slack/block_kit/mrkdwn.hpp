// Slack's text format: what a person typed arrives with <...> for mentions and links and with &, < and > escaped
// (docs.slack.dev, "Formatting message text").
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

/// For text that goes to Slack: &amp; &lt; &gt;.
std::string escape(std::string_view text);

/// The same for where it stands in bold or italics, which a * or _ in it would end: an invisible U+2060 behind each
/// sign that is markup. functions/slack/slack_styled.sql does the same.
std::string styled(std::string_view text);

/// At most `most` UTF-16 units of mrkdwn, as shorten() cuts, and never within "&amp;" or <@U1>.
std::string shorten_mrkdwn(std::string_view mrkdwn, std::size_t most);

/// A piece of a text, as it stands there.
struct Token {
    enum class Kind : unsigned char { word, user, group, channel, link } kind;
    /// All of it, with the brackets.
    std::string_view raw;
    /// user: the id; channel: the id; link: the address; group: "here" or "subteam^S1"; word: all of it, still escaped.
    std::string_view subject;
    /// After the bar, escaped; empty when there is none.
    std::string_view label;
    /// No white space stands between it and the token before.
    bool glued;
};

/// Splits at white space (Unicode's too) and around <...>. A < without its > is part of a word.
/// Precondition: `text` is UTF-8. Tokens point into it.
std::vector<Token> tokens_of(std::string_view text);

/// A mention of a member: "<@U123>".
std::string mention(std::string_view user_id);

/// Slack writes mentions in messages without a name: with the names that are known, by user id.
std::string with_names(std::string_view text, const std::map<std::string, std::string, std::less<>>& names);

/// As a person would read it: mentions by name, links by label, entities unescaped. `text` is a part of a message.
std::string plain_text(std::string_view text);

}  // namespace gracy::slack

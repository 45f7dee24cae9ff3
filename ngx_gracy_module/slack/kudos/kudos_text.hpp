// What a person writes after /kudos:
//
//     @mina @junho 3 #teamwork Thank you for staying until it worked
//
// The first mentions are whom the kudos is for; later ones are part of the text. A #value may stand anywhere. Points
// are a number beside the mentions, the last word when it follows the value, or +3 anywhere, with a unit or without
// ("3 points", "3점"): "closed 3 tickets" has none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

struct KudosText {
    enum class Problem : unsigned char {
        none,
        help,             // nothing was written, or help was asked for
        no_recipient,     // nobody is mentioned
        plain_mention,    // "@mina" is text and no mention; `about` holds it
        group_mention,    // a whole channel, a second group or one beside people is mentioned; `about` holds its name
        several_values,   // `about` holds the second one
        points_unusable,  // no whole number between 1 and max_points; `about` holds it
        no_message,
    };

    Problem problem = Problem::none;
    /// Plain text.
    std::string about;

    /// Slack user ids, in the order of the mentions; somebody mentioned twice is there twice.
    std::vector<std::string> recipients;
    /// The one user group that it is for, in place of recipients.
    std::optional<std::string> group{};
    /// Without the #.
    std::optional<std::string> value;
    std::int32_t points = 1;
    /// Plain text: mentions by name, nothing escaped. Beside a problem: what was not read as anything else.
    std::string message;
};

/// For each recipient. Far above every allowance, so that the cost of ten recipients stays a small number.
inline constexpr std::int32_t max_points = 100'000;

/// Precondition: `text` is UTF-8 and NFC.
KudosText parse_kudos(std::string_view text);

}  // namespace gracy::slack

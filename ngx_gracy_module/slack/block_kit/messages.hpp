// What a command is answered with (docs.slack.dev, "Handling user interaction": message responses).
#pragma once

#include "http/response.hpp"

#include <string>
#include <string_view>

namespace gracy::slack {

struct Message {
    enum class Visibility : unsigned char {
        ephemeral,   // only to whoever wrote the command
        in_channel,  // to everybody in the channel
    };
    Visibility visibility = Visibility::ephemeral;
    /// mrkdwn: what came from people is escaped (mrkdwn.hpp) by whoever puts it in.
    std::string text;
    /// A JSON array of blocks, which take the place of the text where they are shown; empty: the text alone.
    std::string blocks{};
};

/// Only to whoever wrote the command. `text`: mrkdwn.
Message ephemeral(std::string text);

/// 200 with the message's JSON: whatever went wrong, a person is to read it.
http::Response respond(const Message& message);

/// Empty 4xx for a request that will not become better by being sent again.
http::Response refuse_for_good(int status);

}  // namespace gracy::slack

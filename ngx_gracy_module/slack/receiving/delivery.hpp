// The body of POST /slack/events (docs.slack.dev, "Events API"), read as far as receiving it needs.
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "documents/document.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// A body that is JSON.
struct Payload {
    base::Json json;
    /// False: a key came twice or a number is larger than 64 bits, so the tree is only nearly what was sent.
    bool exact = true;
};

/// Nothing when the body is no JSON object, or one that cannot be read at all: a number beyond every double, NUL in
/// a key, thousands of levels.
std::optional<Payload> parse_payload(std::string_view body);

struct Delivery {
    enum class Kind : unsigned char {
        challenge,  // Slack asks whether this address is ours
        foreign,    // of another app
        own,        // what our own bot did
        overheard,  // what people write to each other
        event,      // to be stored: `envelope`
        malformed,
    };
    Kind kind = Kind::malformed;
    std::string challenge;
    documents::Envelope envelope;
};

/// Events about an organization: the app may be used in more of its workspaces, or in fewer.
inline constexpr std::string_view access_granted = "team_access_granted";
inline constexpr std::string_view access_revoked = "team_access_revoked";

/// `envelope.enterprise_id` is there only when an organization's installation is meant, whatever organization a
/// workspace is in. `app_id`: our own; empty accepts every app's. `envelope.received_at` and `retry_num` are the
/// caller's. `body` is what an event without an id of its own is recognised by.
Delivery read_delivery(base::JsonView payload, std::string_view app_id, std::string_view body);

/// What may be an identifier of Slack's: 1 to 255 letters, digits and signs of ASCII.
std::optional<std::string> identifier(base::JsonView value);
bool is_identifier(std::string_view text);

}  // namespace gracy::slack

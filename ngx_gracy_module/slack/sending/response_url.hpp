// Where a command or a click may be answered later: five times within half an hour
// (docs.slack.dev/interactivity/handling-user-interaction, "Message responses"). Whoever has the address speaks in the
// person's conversation, so it is never logged, and jobs name it by its hash.
#pragma once

#include "base/digest.hpp"
#include "base/json.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

struct ResponseUrl {
    std::string url;
    base::Sha256 hash;

    /// The hash in hexadecimal.
    std::string name() const;
};

/// The member "response_url" of a command's fields or of an interaction; nothing when there is none, or nothing that
/// could be one: at most 1,000 visible ASCII characters.
std::optional<ResponseUrl> read_response_url(base::JsonView value);

/// Whether it leads to Slack: `origin` is "https://hooks.slack.com", and the address a path below it.
bool leads_to(std::string_view url, std::string_view origin);

}  // namespace gracy::slack

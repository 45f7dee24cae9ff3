// What is sent to write an announcement or to change it.
#pragma once

#include "http/json_body.hpp"
#include "http/request.hpp"

#include <optional>
#include <string>
#include <vector>

namespace gracy::hr {

/// As in Slack's form.
inline constexpr std::size_t most_slack_channels = 5;

struct Draft {
    std::optional<std::string> title_ko;
    std::optional<std::string> title_en;
    std::optional<std::string> body_ko;
    std::optional<std::string> body_en;
    /// JSON, checked; existence is for the database.
    std::string audience;
    std::vector<std::string> channels;
    bool require_ack = false;
    /// "HH:MM" by the recipient's clock.
    std::optional<std::string> quiet_from;
    std::optional<std::string> quiet_until;
    /// The channels of Slack in which it is posted as well: JSON, checked but for the workspaces; nothing: in none.
    std::optional<std::string> slack_channels;

    static Draft read(const http::Request& request);
};

/// A change: the whole merge patch for the statement, and the audience in it (empty without one) for the pointers of
/// what the database refuses.
struct DraftChange {
    std::string changes;
    std::string audience;

    static DraftChange read(const http::Request& request);
};

/// Other words for what has begun; what is not named stays.
struct Correction {
    std::optional<std::string> title_ko;
    std::optional<std::string> title_en;
    std::optional<std::string> body_ko;
    std::optional<std::string> body_en;

    static Correction read(const http::Request& request);
};

}  // namespace gracy::hr

// Somebody in a workspace, as Slack describes them (docs.slack.dev/reference/objects/user-object): in events, and in
// users.list.
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

struct Person {
    std::string user_id;
    /// What people know them by there; empty when it cannot be kept.
    std::string name;
    /// Empty without the scope users:read.email.
    std::string email;
    /// The workspace has seen that it is theirs.
    bool email_is_confirmed = false;
    bool is_bot = false;
    bool is_guest = false;
    bool deleted = false;
    std::string tz;
    /// "ko" or "en"; empty when they read Slack in neither, or it was not said.
    std::string locale;
    std::optional<base::Timestamp> changed_at;
};

/// Nothing for who is not of this workspace: in shared channels people of others are told of, too. `enterprise_id`: of
/// the organization that it is in.
std::optional<Person> read_person(base::JsonView user, std::string_view team_id,
                                  std::optional<std::string_view> enterprise_id);

struct PeoplePage {
    std::vector<Person> people;
    /// Empty: it was the last one.
    std::string next_cursor;
};

/// An answer of users.list; nothing when it has no list, more people than were asked for or a cursor that is none.
std::optional<PeoplePage> read_people(base::JsonView answer, std::string_view team_id,
                                      std::optional<std::string_view> enterprise_id);

/// How many are asked for at once (docs.slack.dev/apis/web-api/pagination recommends up to 200).
inline constexpr int people_at_once = 200;

}  // namespace gracy::slack

#include "slack/people/person.hpp"

#include "base/text.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/sending/cursor.hpp"

#include <algorithm>

namespace gracy::slack {
namespace {

using base::JsonView;

constexpr std::int64_t last_second = 253'402'300'799;  // of the year 9999
constexpr std::size_t longest_name = 320;
constexpr std::size_t longest_email = 320;

std::optional<base::Timestamp> instant(JsonView seconds) {
    const auto value = seconds.integer();
    return value && *value >= 0 && *value <= last_second ? std::optional(base::Timestamp(std::chrono::seconds(*value)))
                                                         : std::nullopt;
}

/// Text that PostgreSQL could not hold, or that is longer than anything of its kind, is none. Composed, as
/// stored text is.
std::string text_of(JsonView value, std::size_t longest) {
    const auto text = value.string().value_or("");
    return text.size() <= longest && !text.contains('\0') ? base::to_nfc(text) : std::string();
}

/// "ko-KR", "en-GB".
std::string language_of(JsonView locale) {
    const std::string_view language = locale.string().value_or("").substr(0, 2);
    return language == "ko" || language == "en" ? std::string(language) : std::string();
}

bool is_true(JsonView value) {
    return value.boolean() == true;
}

/// In an organization `team_id` may be another of a person's workspaces, or the organization.
bool is_of(JsonView user, std::string_view team_id, std::optional<std::string_view> enterprise_id) {
    const auto own = user["team_id"].string();
    if (!own || own == team_id) {
        return true;
    }
    const JsonView organization = user["enterprise_user"];
    if (!enterprise_id || (own != enterprise_id && organization["enterprise_id"].string() != enterprise_id)) {
        return false;
    }
    const JsonView teams = organization["teams"];
    bool is_listed = !teams.is_array();
    for (const JsonView team : teams.elements()) {
        is_listed = is_listed || team.string() == team_id;
    }
    return is_listed;
}

}  // namespace

std::optional<Person> read_person(JsonView user, std::string_view team_id,
                                  std::optional<std::string_view> enterprise_id) {
    const auto id = identifier(user["id"]);
    if (!id || is_true(user["is_stranger"]) || !is_of(user, team_id, enterprise_id)) {
        return std::nullopt;
    }
    std::string name = text_of(user["real_name"], longest_name);
    if (name.empty()) {
        name = text_of(user["name"], longest_name);
    }
    return Person{.user_id = *id,
                  .name = std::move(name),
                  .email = text_of(user["profile"]["email"], longest_email),
                  .email_is_confirmed = is_true(user["is_email_confirmed"]),
                  .is_bot = is_true(user["is_bot"]) || *id == "USLACKBOT",
                  .is_guest = is_true(user["is_restricted"]) || is_true(user["is_ultra_restricted"]),
                  .deleted = is_true(user["deleted"]),
                  .tz = identifier(user["tz"]).value_or(""),
                  .locale = language_of(user["locale"]),
                  .changed_at = instant(user["updated"])};
}

std::optional<PeoplePage> read_people(JsonView answer, std::string_view team_id,
                                      std::optional<std::string_view> enterprise_id) {
    const JsonView members = answer["members"];
    const auto next = next_cursor(answer);
    if (!members.is_array() || members.size() > people_at_once || !next) {
        return std::nullopt;
    }
    PeoplePage page{.people = {}, .next_cursor = *next};
    for (const JsonView member : members.elements()) {
        if (auto person = read_person(member, team_id, enterprise_id)) {
            page.people.push_back(std::move(*person));
        }
    }
    return page;
}

}  // namespace gracy::slack

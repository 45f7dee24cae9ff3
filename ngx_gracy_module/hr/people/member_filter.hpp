// What a list of members is narrowed by.
#pragma once

#include "base/clock.hpp"
#include "http/cursor.hpp"
#include "http/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::hr {

struct MemberFilter {
    /// These alone, at most 100; empty: everybody.
    std::vector<std::int64_t> ids;
    /// Words of a name, an English name, an e-mail address, or Hangul initials (ㄱㅁㅅ); or of a department's name.
    std::optional<std::string> q;
    std::optional<std::int64_t> department_id;
    /// What is inside the department, or inside one that q names, counts too.
    bool department_tree = false;
    std::optional<std::int64_t> team_id;
    std::optional<std::int64_t> location_id;
    std::optional<std::int64_t> manager_id;
    /// Without case and blanks.
    std::optional<std::string> skill;
    /// This member and everybody below.
    std::optional<std::int64_t> subtree_of;
    std::optional<base::Date> hired_after;
    std::optional<base::Date> hired_before;
    /// Of the last day, which for who does not manage people is only that of who has left.
    std::optional<base::Date> left_after;
    std::optional<base::Date> left_before;
    /// The strongest for the whole team space.
    std::optional<std::string_view> role;
    /// What the active members lack who are sought: manager (none, or one who has left), department, location,
    /// hired_on.
    std::optional<std::string_view> missing;
    /// Instead of by name.
    bool newest_first = false;
    /// Nothing: members of any status.
    std::optional<std::string_view> status;

    /// Whether more is asked for than the lists know that are read from an index alone.
    bool is_narrow() const;

    static MemberFilter read(http::QueryReader& query);
    http::FilterHash hash() const;
};

}  // namespace gracy::hr

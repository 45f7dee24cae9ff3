// Who is calling, and what they may do.
#pragma once

#include "base/digest.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gracy::access {

/// Narrow to wide; the order is the order of power.
enum class Role : unsigned char { member, manager, admin, owner };

/// What a route asks for and what a token may be limited to, as bits. Names on the wire: "people:read", ...
enum class Scope : std::uint64_t {
    none = 0,
    people_read = 1 << 0,
    people_write = 1 << 1,
    people_export = 1 << 2,
    kudos_read = 1 << 3,
    kudos_write = 1 << 4,
    /// Values, allowances, voiding, revealing who gave anonymously.
    kudos_manage = 1 << 5,
    /// One's own check-ins; there is no scope for anybody else's.
    check_ins_write = 1 << 6,
    surveys_read = 1 << 7,
    surveys_manage = 1 << 8,
    coffee_write = 1 << 9,
    coffee_manage = 1 << 10,
    celebrations_read = 1 << 11,
    announcements_read = 1 << 12,
    announcements_write = 1 << 13,
    policies_read = 1 << 14,
    policies_write = 1 << 15,
    /// Of the caller's own subtree.
    analytics_read = 1 << 16,
    /// Of the whole team space.
    analytics_all = 1 << 17,
    exports_write = 1 << 18,
    settings_write = 1 << 19,
    roles_write = 1 << 20,
    audit_read = 1 << 21,
    tokens_write = 1 << 22,
    staking_read = 1 << 23,
    /// One's own profile with what others do not see, and one's notices.
    profile_read = 1 << 24,
    profile_write = 1 << 25,
};

constexpr Scope operator|(Scope left, Scope right) {
    return static_cast<Scope>(static_cast<std::uint64_t>(left) | static_cast<std::uint64_t>(right));
}
constexpr Scope operator&(Scope left, Scope right) {
    return static_cast<Scope>(static_cast<std::uint64_t>(left) & static_cast<std::uint64_t>(right));
}
constexpr bool includes(Scope granted, Scope wanted) {
    return (granted & wanted) == wanted;
}

/// The name of a single scope.
std::string_view name_of(Scope scope);
/// Nothing for a name that no scope has.
std::optional<Scope> scope_named(std::string_view name);
std::span<const std::string_view> scope_names();

std::string_view name_of(Role role);
/// A role that this version does not know has the rights of a member.
Role role_named(std::string_view name);

/// What the role may do at most.
Scope scopes_of(Role role);
/// What a grant ("hr_reader", "announcer", "survey_admin", "policy_editor") adds to a role; nothing for one that this
/// version does not know.
Scope scopes_of_grant(std::string_view name);

struct Principal {
    std::int64_t team_space_id = 0;
    std::int64_t member_id = 0;
    Role role = Role::member;
    /// What the role allows, limited by the token's scopes.
    Scope scopes = Scope::none;
    enum class Kind : unsigned char { session, api_token } kind = Kind::session;
    /// "ko" or "en": the member's own choice, used when the request asks for no language.
    std::string locale;
    /// SHA-256 of the token that proved it.
    base::Sha256 credential{};
};

}  // namespace gracy::access

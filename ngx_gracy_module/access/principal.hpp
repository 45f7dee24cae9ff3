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
enum class Scope : std::uint32_t {
    none = 0,
    people_read = 1 << 0,
    people_export = 1 << 1,
    kudos_read = 1 << 2,
    kudos_write = 1 << 3,
    tokens_write = 1 << 4,
    staking_read = 1 << 5,
};

constexpr Scope operator|(Scope left, Scope right) {
    return static_cast<Scope>(static_cast<std::uint32_t>(left) | static_cast<std::uint32_t>(right));
}
constexpr Scope operator&(Scope left, Scope right) {
    return static_cast<Scope>(static_cast<std::uint32_t>(left) & static_cast<std::uint32_t>(right));
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

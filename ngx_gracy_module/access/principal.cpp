#include "access/principal.hpp"

#include <algorithm>
#include <array>

namespace gracy::access {
namespace {

// In the order of the bits.
constexpr std::array<std::string_view, 26> scopes{
    "people:read",    "people:write",      "people:export",      "kudos:read",          "kudos:write",
    "kudos:manage",   "check_ins:write",   "surveys:read",       "surveys:manage",      "coffee:write",
    "coffee:manage",  "celebrations:read", "announcements:read", "announcements:write", "policies:read",
    "policies:write", "analytics:read",    "analytics:all",      "exports:write",       "settings:write",
    "roles:write",    "audit:read",        "tokens:write",       "staking:read",        "profile:read",
    "profile:write"};
constexpr std::array<std::string_view, 4> roles{"member", "manager", "admin", "owner"};

}  // namespace

std::string_view name_of(Scope scope) {
    for (std::size_t i = 0; i < scopes.size(); ++i) {
        if (static_cast<std::uint64_t>(scope) == 1U << i) {
            return scopes[i];
        }
    }
    return {};
}

std::optional<Scope> scope_named(std::string_view name) {
    const auto* const found = std::ranges::find(scopes, name);
    if (found == scopes.end()) {
        return std::nullopt;
    }
    return static_cast<Scope>(1U << (found - scopes.begin()));
}

std::span<const std::string_view> scope_names() {
    return scopes;
}

std::string_view name_of(Role role) {
    return roles[static_cast<std::size_t>(role)];
}

Role role_named(std::string_view name) {
    const auto* const found = std::ranges::find(roles, name);
    return found == roles.end() ? Role::member : static_cast<Role>(found - roles.begin());
}

Scope scopes_of(Role role) {
    constexpr Scope everybody = Scope::people_read | Scope::kudos_read | Scope::kudos_write | Scope::check_ins_write |
                                Scope::surveys_read | Scope::coffee_write | Scope::celebrations_read |
                                Scope::announcements_read | Scope::policies_read | Scope::tokens_write |
                                Scope::staking_read | Scope::profile_read | Scope::profile_write;
    constexpr Scope administration =
        Scope::people_write | Scope::people_export | Scope::kudos_manage | Scope::surveys_manage |
        Scope::coffee_manage | Scope::announcements_write | Scope::policies_write | Scope::analytics_read |
        Scope::analytics_all | Scope::exports_write | Scope::settings_write | Scope::roles_write | Scope::audit_read;
    switch (role) {
        case Role::member:
            return everybody;
        case Role::manager:
            return everybody | Scope::analytics_read;
        case Role::admin:
        case Role::owner:
            break;
    }
    return everybody | administration;
}

Scope scopes_of_grant(std::string_view name) {
    if (name == "hr_reader") {
        return Scope::people_export | Scope::analytics_read | Scope::analytics_all | Scope::exports_write;
    }
    if (name == "announcer") {
        return Scope::announcements_write;
    }
    if (name == "survey_admin") {
        // Results are an analysis; of the own subtree, beyond what running surveys shows.
        return Scope::surveys_manage | Scope::analytics_read;
    }
    if (name == "policy_editor") {
        return Scope::policies_write;
    }
    return Scope::none;
}

}  // namespace gracy::access

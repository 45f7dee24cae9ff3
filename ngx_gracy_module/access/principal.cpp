#include "access/principal.hpp"

#include <algorithm>
#include <array>

namespace gracy::access {
namespace {

// In the order of the bits.
constexpr std::array<std::string_view, 6> scopes{"people:read", "people:export", "kudos:read",
                                                 "kudos:write", "tokens:write",  "staking:read"};
constexpr std::array<std::string_view, 4> roles{"member", "manager", "admin", "owner"};

}  // namespace

std::string_view name_of(Scope scope) {
    for (std::size_t i = 0; i < scopes.size(); ++i) {
        if (static_cast<std::uint32_t>(scope) == 1U << i) {
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
    constexpr Scope everybody =
        Scope::people_read | Scope::kudos_read | Scope::kudos_write | Scope::tokens_write | Scope::staking_read;
    switch (role) {
        case Role::member:
        case Role::manager:
            return everybody;
        case Role::admin:
        case Role::owner:
            break;
    }
    return everybody | Scope::people_export;
}

}  // namespace gracy::access

#include "access/identity_cache.hpp"

#include <set>
#include <utility>

namespace gracy::access {

void IdentityCache::remember(const base::Sha256& hash, Identity identity, Moment now) {
    unknown_.erase(hash);
    known_.insert(hash, std::move(identity), now);
}

void IdentityCache::remember_unknown(const base::Sha256& hash, Moment now) {
    known_.erase(hash);
    unknown_.insert(hash, {}, now);
}

void IdentityCache::forget(const base::Sha256& hash) {
    known_.erase(hash);
    unknown_.erase(hash);
}

void IdentityCache::forget(std::span<const AccessChange> changes) {
    std::set<std::int64_t> team_spaces;
    std::set<std::pair<std::int64_t, std::int64_t>> members;
    for (const AccessChange& change : changes) {
        switch (change.kind) {
            case AccessChange::Kind::credential:
                forget(change.credential);
                break;
            case AccessChange::Kind::member:
                members.emplace(change.team_space_id, change.member_id);
                break;
            case AccessChange::Kind::team_space:
                team_spaces.insert(change.team_space_id);
                break;
        }
    }
    if (members.empty() && team_spaces.empty()) {
        return;
    }
    known_.erase_if([&](const Identity& identity) {
        const Principal& who = identity.principal;
        return team_spaces.contains(who.team_space_id) || members.contains({who.team_space_id, who.member_id});
    });
    // Whose credential was refused because of their status may be let in now.
    unknown_.clear();
}

void IdentityCache::clear() {
    known_.clear();
    unknown_.clear();
}

}  // namespace gracy::access

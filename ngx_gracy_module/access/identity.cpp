#include "access/identity.hpp"

#include "gracy/sql/access.hpp"
#include "postgres/client.hpp"

#include <algorithm>

namespace gracy::access {
namespace {

// "*" is all that the member may do. A scope that this version does not know gives nothing.
Scope limited(Scope allowed, const postgres::ArrayView<std::string_view>& names) {
    Scope scopes = Scope::none;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == "*") {
            return allowed;
        }
        scopes = scopes | scope_named(names[i]).value_or(Scope::none);
    }
    return allowed & scopes;
}

template <class Row>
Principal principal_of(const Row& row, const Credential& credential) {
    const Role role = role_named(row.role);
    Scope allowed = scopes_of(role);
    for (std::size_t i = 0; i < row.grants.size(); ++i) {
        allowed = allowed | scopes_of_grant(row.grants[i]);
    }
    return {
        .team_space_id = row.team_space_id,
        .member_id = row.member_id,
        .role = role,
        .scopes = limited(allowed, row.scopes),
        .kind = credential.kind == Credential::Kind::session ? Principal::Kind::session : Principal::Kind::api_token,
        .locale = std::string(row.locale),
        .credential = credential.hash};
}

AccessChange::Kind kind_named(std::string_view name) {
    if (name == "session" || name == "api_token") {
        return AccessChange::Kind::credential;
    }
    // What this version does not know is taken for the widest: forgetting too much costs a look-up.
    return name == "member" ? AccessChange::Kind::member : AccessChange::Kind::team_space;
}

}  // namespace

base::Task<std::optional<Identity>> StoredIdentities::find(Credential credential) {
    postgres::Client client(database_, true);
    if (credential.kind == Credential::Kind::session) {
        const auto rows = co_await client.read(sql::access::find_session, credential.hash);
        const auto row = rows.first();
        if (!row) {
            co_return std::nullopt;
        }
        co_return Identity{.principal = principal_of(*row, credential),
                           .expires_at = row->expires_at,
                           .idle_expires_at = row->idle_expires_at};
    }
    const auto rows = co_await client.read(sql::access::find_api_token, credential.hash);
    const auto row = rows.first();
    if (!row) {
        co_return std::nullopt;
    }
    co_return Identity{.principal = principal_of(*row, credential),
                       .expires_at = row->expires_at,
                       .idle_expires_at = std::nullopt,
                       .token_id = row->token_id};
}

base::Task<std::int64_t> StoredIdentities::latest_change() {
    postgres::Client client(database_, true);
    const auto rows = co_await client.read(sql::access::latest_access_change);
    co_return rows.front().id;
}

base::Task<std::vector<AccessChange>> StoredIdentities::changes_after(std::int64_t id) {
    postgres::Client client(database_, true);
    const auto rows = co_await client.read(sql::access::read_access_changes, id);
    std::vector<AccessChange> changes;
    changes.reserve(rows.size());
    for (const auto& row : rows) {
        AccessChange change{.id = row.id,
                            .kind = kind_named(row.kind),
                            .team_space_id = row.team_space_id,
                            .member_id = row.member_id.value_or(0)};
        if (row.subject && row.subject->size() == change.credential.size()) {
            std::ranges::copy(*row.subject, change.credential.begin());
        }
        changes.push_back(change);
    }
    co_return changes;
}

base::Task<std::optional<base::Timestamp>> StoredIdentities::touch_session(base::Sha256 hash) {
    postgres::Client client(database_, true);
    const auto rows =
        co_await client.write(sql::access::touch_session, hash, static_cast<std::int32_t>(session_idle_.count()));
    co_return rows.front().idle_expires_at;
}

base::Task<void> StoredIdentities::touch_api_token(std::int64_t team_space_id, std::int64_t token_id) {
    postgres::Client client(database_, true);
    co_await client.write(sql::access::touch_api_token, team_space_id, token_id);
}

}  // namespace gracy::access

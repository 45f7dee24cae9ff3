// What the database knows about a session or a token, and what has changed about it since.
#pragma once

#include "access/credential.hpp"
#include "access/principal.hpp"
#include "base/clock.hpp"
#include "base/task.hpp"
#include "postgres/database.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace gracy::access {

struct Identity {
    Principal principal;
    /// The end, whatever happens; nothing: never.
    std::optional<base::Timestamp> expires_at;
    /// Of a session: the end unless it is used.
    std::optional<base::Timestamp> idle_expires_at;
    /// Of an API token.
    std::int64_t token_id = 0;

    bool is_over(base::Timestamp now) const {
        return (expires_at && *expires_at <= now) || (idle_expires_at && *idle_expires_at <= now);
    }
};

/// One thing that is no longer as it was.
struct AccessChange {
    std::int64_t id;
    enum class Kind : unsigned char { member, credential, team_space } kind;
    std::int64_t team_space_id;
    std::int64_t member_id;
    base::Sha256 credential{};
};

/// Where identities come from; a test brings its own. Everything throws postgres::Error.
class Identities {
  public:
    virtual ~Identities() = default;
    /// Nothing when the credential is unknown, over, or its member may not sign in.
    virtual base::Task<std::optional<Identity>> find(Credential credential) = 0;
    virtual base::Task<std::int64_t> latest_change() = 0;
    /// Changes after `id`, and again those of the last seconds up to it: ids are given out before commits.
    virtual base::Task<std::vector<AccessChange>> changes_after(std::int64_t id) = 0;
    /// Moves the end of an idle session; nothing when it is over.
    virtual base::Task<std::optional<base::Timestamp>> touch_session(base::Sha256 hash) = 0;
    /// Notes that a token is in use.
    virtual base::Task<void> touch_api_token(std::int64_t team_space_id, std::int64_t token_id) = 0;
};

class StoredIdentities final : public Identities {
  public:
    StoredIdentities(postgres::Database& database, std::chrono::seconds session_idle)
        : database_(database), session_idle_(session_idle) {}

    base::Task<std::optional<Identity>> find(Credential credential) override;
    base::Task<std::int64_t> latest_change() override;
    base::Task<std::vector<AccessChange>> changes_after(std::int64_t id) override;
    base::Task<std::optional<base::Timestamp>> touch_session(base::Sha256 hash) override;
    base::Task<void> touch_api_token(std::int64_t team_space_id, std::int64_t token_id) override;

  private:
    postgres::Database& database_;
    std::chrono::seconds session_idle_;
};

}  // namespace gracy::access

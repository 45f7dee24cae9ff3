// The worker's side of an install: it exchanges the code for tokens, seals them, and sees that Slack takes them.
#pragma once

#include "base/task.hpp"
#include "postgres/database.hpp"
#include "slack/installing/counts.hpp"
#include "slack/sending/tokens.hpp"
#include "slack/sending/web_api.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace gracy::slack {

class Installer {
  public:
    /// `app`: nothing when the operator has not given them; installs then end with that reason. All must outlive this.
    Installer(postgres::Database& database, WebApi& api, const TokenKeys& keys, std::optional<AppCredentials> app)
        : database_(database), api_(api), keys_(keys), app_(std::move(app)) {}

    /// Takes one install a step further; true when there may be more to do.
    base::Task<bool> install_some();
    const InstallCounts& counts() const { return counts_; }

  private:
    struct Install {
        std::int64_t team_space_id;
        std::int64_t id;
        std::string code;
        std::string redirect_uri;
    };

    base::Task<void> exchange(const Install& install);
    base::Task<void> store(const Install& install, const base::Json& answer);
    base::Task<void> check(const Install& install, std::string token);
    base::Task<void> put_back(const Install& install, const ApiResult& result);
    base::Task<void> fail(const Install& install, std::string error);

    postgres::Database& database_;
    WebApi& api_;
    const TokenKeys& keys_;
    const std::optional<AppCredentials> app_;
    InstallCounts counts_;
};

}  // namespace gracy::slack

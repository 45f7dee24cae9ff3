// The worker's side of Sign in with Slack: it exchanges a browser's code for an ID token, and sees whose it is.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "postgres/database.hpp"
#include "slack/sending/web_api.hpp"
#include "slack/signing_in/key_ring.hpp"

#include <cstdint>
#include <expected>
#include <optional>
#include <string>

namespace gracy::slack {

struct SignInCounts {
    std::uint64_t verified = 0;
    /// Refused, with a reason that the browser shows.
    std::uint64_t failed = 0;
};

class SignInVerifier {
  public:
    /// `app`: nothing when the operator has not given its secret; sign-ins then end with that reason. All must outlive
    /// this.
    SignInVerifier(postgres::Database& database, const base::Clock& clock, WebApi& api, KeyRing& keys,
                   std::optional<AppCredentials> app)
        : database_(database), clock_(clock), api_(api), keys_(keys), app_(std::move(app)) {}

    /// Takes one sign-in to its end; true when there may be more.
    base::Task<bool> verify_some();
    const SignInCounts& counts() const { return counts_; }

  private:
    struct SignIn {
        std::string browser_hash;
        base::Sha256 nonce_hash;
        std::string code;
        std::string redirect_uri;
    };

    base::Task<std::expected<SlackIdentity, std::string>> identify(const SignIn& sign_in, std::string id_token);
    base::Task<void> exchange(const SignIn& sign_in);
    base::Task<void> put_back(const SignIn& sign_in, const ApiResult& result);
    base::Task<void> finish(const SignIn& sign_in, std::expected<SlackIdentity, std::string> who);

    postgres::Database& database_;
    const base::Clock& clock_;
    WebApi& api_;
    KeyRing& keys_;
    const std::optional<AppCredentials> app_;
    SignInCounts counts_;
};

}  // namespace gracy::slack

// Slack's signing keys (openid/connect/keys), kept for as long as they are fresh.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "io/http_client.hpp"
#include "slack/signing_in/id_token.hpp"

#include <memory>
#include <string>

namespace gracy::slack {

class KeyRing {
  public:
    /// `address`: of the JWKS. Both must outlive this.
    KeyRing(io::HttpClient& http, const base::Clock& clock, std::string address)
        : http_(http), clock_(clock), address_(std::move(address)) {}

    /// Those of at most an hour ago, or older ones while Slack does not answer; null when there are none at all.
    base::Task<std::shared_ptr<const SigningKeys>> keys();
    /// Slack signs with a key that is not among ours: asks for them again, once.
    base::Task<std::shared_ptr<const SigningKeys>> newer_keys();

  private:
    base::Task<void> fetch();

    io::HttpClient& http_;
    const base::Clock& clock_;
    const std::string address_;
    std::shared_ptr<const SigningKeys> keys_;
    base::Timestamp fetched_at_;
};

}  // namespace gracy::slack

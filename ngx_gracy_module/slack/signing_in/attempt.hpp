// One time that somebody begins to sign in: what their browser keeps, and what follows from it. Nothing is stored here
// until Slack sends the browser back.
#pragma once

#include "access/keys.hpp"
#include "base/clock.hpp"
#include "base/digest.hpp"
#include "http/request.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

/// Shows what came of it.
inline constexpr std::string_view result_path = "/slack/sign-in/result";

class Attempt {
  public:
    /// `destination`: where they want to be afterwards, of `destination_of`.
    static Attempt begin(base::Timestamp now, std::string destination);
    /// The one of this browser; nothing without a cookie that can be ours.
    static std::optional<Attempt> of(const http::Request& request);

    /// What Slack gives back beside the code, and what it puts into the ID token: made from the cookie with our key, so
    /// that they belong to this browser and can be made by nobody else.
    std::string state(const access::Keys& keys) const;
    std::string nonce(const access::Keys& keys) const;
    /// The session that it leads to: the same however often a browser asks, which an answer may not have reached.
    std::string session_token(const access::Keys& keys) const;
    /// Names the attempt where it is stored.
    base::Sha256 hash() const;
    const std::string& destination() const { return destination_; }
    /// Ten minutes after its beginning, and for a cookie from the future.
    bool has_expired(base::Timestamp now) const;

    /// Set-Cookie. Lax, because Slack's page leads back here; __Host-, so that no neighbour's page can set it.
    std::string cookie() const;

  private:
    Attempt(std::string secret, std::int64_t began_at, std::string destination)
        : secret_(std::move(secret)), began_at_(began_at), destination_(std::move(destination)) {}
    std::string value() const;
    base::Sha256 derive(const access::Keys& keys, std::string_view use) const;

    std::string secret_;
    /// Seconds since the epoch.
    std::int64_t began_at_;
    std::string destination_;
};

/// A path of ours with letters, digits and -._~/?=& alone, at most 200; everything else leads to the result's page.
std::string destination_of(std::string_view asked);

}  // namespace gracy::slack

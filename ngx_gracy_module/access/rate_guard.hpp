// Holds one request to the limits of its token and of its address, and tells the client where it stands
// (draft-ietf-httpapi-ratelimit-headers).
#pragma once

#include "access/rate_limit.hpp"
#include "access/services.hpp"
#include "base/digest.hpp"
#include "http/request.hpp"
#include "http/response.hpp"

#include <optional>

namespace gracy::access {

class RateGuard {
  public:
    /// Both must outlive the guard.
    RateGuard(const Services& services, const http::Request& request) : services_(services), request_(request) {}

    /// For who has not proven to be anybody: logins, and tokens that nobody vouches for. An office of a thousand people
    /// behind one address is not limited once they are signed in. Throws Problem (429).
    void take_address();
    /// Before something is looked up that may turn out to be a guess: an address that has used up its guesses makes no
    /// more of them, and costs nothing but this answer. Takes nothing. Throws Problem (429).
    void check_address();
    /// For a token that this process does not remember: that its address has guesses left, unless it was good before.
    /// Takes nothing, since only one that turns out to be nobody's is a guess. Throws Problem (429).
    void check_stranger(const base::Sha256& credential);
    /// The token is good: other processes of this host need not hold it for a guess.
    void vouch(const base::Sha256& credential);
    /// Throws Problem (429).
    void take_token(const base::Sha256& credential);
    /// The same of a token that may be a guess: takes nothing, so that nobody fills the table with what they made up.
    void check_token(const base::Sha256& credential);

    /// Adds RateLimit-Policy and RateLimit to an answer, when something was taken.
    void describe(http::Response& response) const;

  private:
    struct Taken {
        std::string_view policy;
        RateLimit limit;
        RateVerdict verdict;
    };

    Microseconds now() const;
    void take(std::string_view policy, const std::optional<RateLimit>& limit, std::uint64_t key);
    void check(std::string_view policy, const std::optional<RateLimit>& limit, std::uint64_t key);

    const Services& services_;
    const http::Request& request_;
    std::optional<Taken> taken_;
};

}  // namespace gracy::access

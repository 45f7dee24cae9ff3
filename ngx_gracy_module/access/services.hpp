// What lives as long as the process and every handler may use. Assembled once by nginx/ (or by a test).
#pragma once

#include "access/keys.hpp"
#include "access/rate_limit.hpp"
#include "base/clock.hpp"
#include "io/offload.hpp"
#include "postgres/database.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::documents {
class EventLog;
}

namespace gracy::access {

class Authenticator;
class Streams;

/// Values that the operator set and handlers read.
struct Settings {
    std::string slack_signing_secret;
    std::string slack_app_id;
    /// How Gracy is installed into workspaces; nothing: it is not.
    struct SlackOauth {
        std::string client_id;
        /// Ours, as browsers reach it, and Slack's own; both without a slash at the end.
        std::string address;
        std::string slack = "https://slack.com";
    };
    std::optional<SlackOauth> slack_oauth{};
    std::vector<std::string> alchemy_signing_keys;
    std::vector<std::string> quicknode_security_tokens{};
    std::vector<std::string> moralis_secrets{};
    std::int64_t staking_chain_id = 0;
    /// Of the pages on which members link wallets; empty: they cannot.
    std::string staking_domain{};
    std::chrono::seconds session_idle{std::chrono::hours(12)};
    std::chrono::seconds session_absolute{std::chrono::hours(24 * 14)};
    /// Adds Gracy-Statements, the number of statements that the handler ran, to every response: for tests that hold
    /// routes to their budget. Off in production, because it tells strangers what happens inside.
    bool statement_header = false;
    /// How often one token, and one address without a token, may ask; nothing: as often as they like.
    std::optional<RateLimit> token_limit{};
    std::optional<RateLimit> address_limit{};
};

/// What handlers count that no status code tells. Of one process; published with its other numbers.
struct Counters {
    /// Notices of Slack that it holds events back (app_rate_limited).
    std::uint64_t slack_rate_limited = 0;
    /// Notes and cards of members that none of the key files opened when they were asked for.
    std::uint64_t sealed_unreadable = 0;
};

struct Services {
    const base::Clock& clock;
    postgres::Database& database;
    io::Offload& offload;
    const Keys& keys;
    Authenticator& authenticator;
    documents::EventLog& event_log;
    const Settings& settings;
    /// What everybody has taken, for all worker processes.
    RateTable rates = RateTable();
    Counters counters = Counters();
    /// When each reason for which Slack's requests are not taken was last told as an error; the reasons are constants.
    std::map<std::string_view, base::Timestamp> slack_refusals_told = {};
    /// Responses that wait for news.
    Streams& streams;
};

}  // namespace gracy::access

#include "slack/installing/refresher.hpp"

#include "base/log.hpp"
#include "gracy/sql/slack.hpp"
#include "http/urlencoded.hpp"
#include "postgres/client.hpp"
#include "slack/installing/put_tokens.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/sending/held_rows.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

using base::LogLevel;

constexpr std::chrono::seconds call_timeout{15};
constexpr std::int32_t lease_seconds = 60;
// Between attempts there are two hours.
constexpr std::chrono::seconds pause{60};
// The operator has to do something first.
constexpr std::chrono::seconds long_pause{600};

/// The app's own trouble, which an operator ends; the refresh token is not used up by it.
bool is_of_the_app(std::string_view error) {
    return error == "bad_client_secret" || error == "invalid_client_id";
}

}  // namespace

base::Task<void> Refresher::try_later(const Attempt& attempt, const ApiResult& result) {
    counts_.failed += 1;
    const bool seen = may_have_acted(result) && !is_of_the_app(result.error);
    const auto wait = result.retry_after.value_or(is_of_the_app(result.error) ? long_pause : pause);
    postgres::Client client(database_);
    co_await client.write(sql::slack::fail_refresh, attempt.team_space_id, attempt.id, attempt.begun_at, result.error,
                          std::optional<double>(static_cast<double>(wait.count())), seen);
    base::log(LogLevel::warning, "slack: the token of {} is not refreshed: {}; trying again in {} s", attempt.team_id,
              result.error, wait.count());
}

base::Task<void> Refresher::give_up(const Attempt& attempt, std::string error) {
    counts_.lost += 1;
    base::log(LogLevel::error,
              "slack: the token of {} cannot be refreshed ({}){}: install Gracy there again before it expires",
              attempt.team_id, error,
              attempt.again ? "; an earlier attempt was cut off after Slack had given new tokens, which are lost" : "");
    postgres::Client client(database_);
    co_await client.write(sql::slack::fail_refresh, attempt.team_space_id, attempt.id, attempt.begun_at, error,
                          std::optional<double>(), true);
}

base::Task<void> Refresher::keep(const Attempt& attempt, const TokenPair& tokens) {
    // The old refresh token is used up: this pair is all there is.
    bool kept = false;
    co_await although_rows_are_held(fmt::format("slack: the token of {}", attempt.team_id), [&]() -> base::Task<void> {
        postgres::Client client(database_);
        postgres::Transaction transaction = co_await client.begin();
        kept = co_await put_tokens(transaction, keys_, {attempt.team_space_id, attempt.id}, tokens, attempt.begun_at);
        co_await transaction.commit();
    });
    counts_.refreshed += 1;
    base::log(LogLevel::info, "slack: the token of {} {}", attempt.team_id,
              kept ? "is refreshed" : "was refreshed while Gracy was installed again; that one's counts");
}

base::Task<void> Refresher::refresh(const Attempt& attempt, std::string refresh_token) {
    const std::string form =
        fmt::format("grant_type=refresh_token&refresh_token={}", http::percent_encode(refresh_token));
    const ApiResult result = co_await api_.call_as_app("oauth.v2.access", *app_, form, call_timeout);
    if (result.outcome == ApiOutcome::ok) {
        const auto tokens = read_tokens(result.body.view());
        if (tokens && tokens->expires_in) {
            co_await keep(attempt, *tokens);
        } else {
            co_await give_up(attempt, "unreadable_answer");
        }
    } else if (result.outcome == ApiOutcome::limited || result.outcome == ApiOutcome::retry ||
               result.outcome == ApiOutcome::uncertain || is_of_the_app(result.error)) {
        co_await try_later(attempt, result);
    } else {
        co_await give_up(attempt, is_identifier(result.error) ? result.error : "unknown_error");
    }
}

base::Task<bool> Refresher::refresh_some() {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::slack::take_refresh, lease_seconds);
    const auto taken = rows.first();
    if (!taken) {
        co_return false;
    }
    const Attempt attempt{.team_space_id = taken->team_space_id,
                          .id = taken->id,
                          .team_id = std::string(taken->team_id.value_or("")),
                          .begun_at = taken->begun_at,
                          .again = taken->again};
    const auto token = keys_.open(attempt.team_space_id, attempt.id, taken->key_id.value_or(""), taken->refresh_sealed,
                                  TokenUse::refresh);
    if (!app_ || !token) {
        const ApiResult trouble{.outcome = ApiOutcome::limited,
                                .error = app_ ? "it is sealed with another key" : "[slack] has no client_id",
                                .retry_after = long_pause};
        co_await try_later(attempt, trouble);
        co_return true;
    }
    if (attempt.again) {
        base::log(LogLevel::warning, "slack: refreshing the token of {} was cut off; asking again", attempt.team_id);
    }
    co_await refresh(attempt, *token);
    co_return true;
}

}  // namespace gracy::slack

#include "slack/installing/installer.hpp"

#include "base/log.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/slack.hpp"
#include "http/urlencoded.hpp"
#include "postgres/client.hpp"
#include "slack/installing/oauth_answer.hpp"
#include "slack/installing/put_tokens.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/sending/held_rows.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

using base::LogLevel;

constexpr std::chrono::seconds call_timeout{15};
// Longer than a call and what is written before and after it: whoever is silent for so long is dead.
constexpr std::int32_t lease_seconds = 60;
constexpr std::chrono::seconds pause{2};

}  // namespace

base::Task<void> Installer::put_back(const Install& install, const ApiResult& result) {
    const auto wait = result.retry_after.value_or(pause);
    base::log(LogLevel::warning, "slack install {}/{} waits {} s: {}", install.team_space_id, install.id, wait.count(),
              result.error);
    postgres::Client client(database_);
    const auto code = base::view_unless_empty(install.code);
    co_await client.write(sql::slack::put_back_install, install.team_space_id, install.id, code,
                          static_cast<double>(wait.count()));
}

base::Task<void> Installer::fail(const Install& install, std::string error) {
    (error == "unclear" ? counts_.unclear : counts_.failed) += 1;
    base::log(LogLevel::error, "slack install {}/{} failed: {}", install.team_space_id, install.id, error);
    postgres::Client client(database_);
    co_await client.write(sql::slack::finish_install, install.team_space_id, install.id,
                          std::optional<std::string_view>(), std::optional<std::string_view>(error));
}

base::Task<void> Installer::store(const Install& install, const base::Json& body) {
    const auto answer = read_oauth_answer(body.view());
    if (!answer) {
        co_await fail(install, "unreadable_answer");
        co_return;
    }
    const std::string where =
        answer->team_id ? "workspace " + *answer->team_id : "organization " + answer->enterprise_id.value_or("");
    const std::vector<std::string_view> scopes(answer->scopes.begin(), answer->scopes.end());
    std::string outcome;
    // The code is used up.
    co_await although_rows_are_held(
        fmt::format("slack install {}/{}", install.team_space_id, install.id), [&]() -> base::Task<void> {
            postgres::Client client(database_);
            postgres::Transaction transaction = co_await client.begin();
            const auto rows = co_await transaction.run(sql::slack::store_install, install.team_space_id, install.id,
                                                       answer->app_id, view_of(answer->team_id), answer->name,
                                                       view_of(answer->enterprise_id), answer->bot_user_id, scopes);
            outcome = rows.front().outcome;
            if (outcome == "ok") {
                const std::int64_t id = rows.front().installation_id.value();
                co_await put_tokens(transaction, keys_, {install.team_space_id, id}, answer->tokens, std::nullopt);
            }
            co_await transaction.commit();
        });
    if (outcome == "ok") {
        base::log(LogLevel::info, "slack: {} has a token for team space {}", where, install.team_space_id);
    } else {
        counts_.failed += 1;
        base::log(LogLevel::error, "slack install {}/{} of {} failed: {}", install.team_space_id, install.id, where,
                  outcome);
    }
}

base::Task<void> Installer::exchange(const Install& install) {
    if (!app_) {
        co_await fail(install, "not_configured");
        co_return;
    }
    const std::string form = fmt::format("code={}&redirect_uri={}", http::percent_encode(install.code),
                                         http::percent_encode(install.redirect_uri));
    const ApiResult result = co_await api_.call_as_app("oauth.v2.access", *app_, form, call_timeout);
    if (result.outcome == ApiOutcome::ok) {
        co_await store(install, result.body);
    } else if (!may_have_acted(result)) {
        co_await put_back(install, result);
    } else if (result.outcome == ApiOutcome::uncertain || result.outcome == ApiOutcome::retry) {
        co_await fail(install, "unclear");
    } else {
        co_await fail(install, is_identifier(result.error) ? result.error : "unknown_error");
    }
}

base::Task<void> Installer::check(const Install& install, std::string token) {
    const ApiResult result = co_await api_.call_form("auth.test", std::move(token), "", call_timeout);
    if (result.outcome == ApiOutcome::reinstall || result.outcome == ApiOutcome::defect) {
        co_await fail(install, result.error);
        co_return;
    }
    if (result.outcome != ApiOutcome::ok) {
        co_await put_back(install, result);
        co_return;
    }
    postgres::Client client(database_);
    const auto bot_id = identifier(result.body["bot_id"]);
    const auto rows = co_await client.write(sql::slack::finish_install, install.team_space_id, install.id,
                                            view_of(bot_id), std::optional<std::string_view>());
    if (rows.front().finished) {
        counts_.connected += 1;
        base::log(LogLevel::info, "slack install {}/{} is done", install.team_space_id, install.id);
    }
}

base::Task<bool> Installer::install_some() {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::slack::take_install, lease_seconds);
    const auto taken = rows.first();
    if (!taken) {
        co_return false;
    }
    const Install install{.team_space_id = taken->team_space_id,
                          .id = taken->id,
                          .code = std::string(taken->code.value_or("")),
                          .redirect_uri = std::string(taken->redirect_uri)};
    if (taken->stage == "exchanging") {
        co_await exchange(install);
        co_return true;
    }
    if (!taken->token_sealed) {
        co_await fail(install, "account_inactive");  // the event of its end was here before
        co_return true;
    }
    const auto token = keys_.open(install.team_space_id, taken->installation_id.value_or(0), taken->key_id.value_or(""),
                                  *taken->token_sealed);
    if (token) {
        co_await check(install, *token);
    } else {
        // Another worker has another key; that one can do it.
        co_await put_back(install, {.outcome = ApiOutcome::retry,
                                    .error = "the token is sealed with another key",
                                    .retry_after = std::chrono::seconds(30)});
    }
    co_return true;
}

}  // namespace gracy::slack

#include "slack/signing_in/verifier.hpp"

#include "base/log.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/slack.hpp"
#include "http/urlencoded.hpp"
#include "postgres/client.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/sending/held_rows.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::slack {
namespace {

using base::LogLevel;
using std::unexpected;

// Somebody looks at a page that waits.
constexpr std::chrono::seconds call_timeout{8};
// Longer than both calls and what is written before and after them: whoever is silent for so long is dead.
constexpr std::int32_t lease_seconds = 30;
constexpr std::chrono::seconds pause{1};

}  // namespace

base::Task<void> SignInVerifier::put_back(const SignIn& sign_in, const ApiResult& result) {
    const auto wait = result.retry_after.value_or(pause);
    base::log(LogLevel::warning, "slack: a sign-in waits {} s: {}", wait.count(), result.error);
    postgres::Client client(database_);
    co_await client.write(sql::slack::put_back_sign_in, base::bytes_of(sign_in.browser_hash), sign_in.code,
                          static_cast<double>(wait.count()));
}

base::Task<void> SignInVerifier::finish(const SignIn& sign_in, std::expected<SlackIdentity, std::string> who) {
    std::string outcome;
    const auto of = [&who](const std::string& text) {
        return who ? std::optional<std::string_view>(text) : std::nullopt;
    };
    const SlackIdentity nobody;
    const SlackIdentity& identity = who ? *who : nobody;
    // The code is used up.
    co_await although_rows_are_held("slack: a sign-in", [&]() -> base::Task<void> {
        postgres::Client client(database_);
        const auto rows =
            co_await client.write(sql::slack::finish_sign_in, base::bytes_of(sign_in.browser_hash),
                                  of(identity.team_id), base::view_of(identity.enterprise_id), of(identity.user_id),
                                  who ? std::nullopt : std::optional<std::string_view>(who.error()));
        outcome = rows.front().outcome;
    });
    if (outcome != "ended") {
        ++(outcome == "verified" ? counts_.verified : counts_.failed);
    }
    if (!who) {
        base::log(LogLevel::warning, "slack: a sign-in failed: {}", who.error());
    }
}

base::Task<std::expected<SlackIdentity, std::string>> SignInVerifier::identify(const SignIn& sign_in,
                                                                               std::string id_token) {
    auto keys = co_await keys_.keys();
    const ExpectedToken expected{.client_id = app_->client_id, .nonce_hash = sign_in.nonce_hash, .now = clock_.now()};
    for (bool again = false; keys; again = true) {
        auto who = verify_id_token(id_token, *keys, expected);
        if (who) {
            co_return std::move(*who);
        }
        if (who.error() != TokenDefect::unknown_key || again) {
            co_return unexpected(std::string(name_of(who.error())));
        }
        keys = co_await keys_.newer_keys();
    }
    co_return unexpected(std::string("keys_unavailable"));
}

base::Task<void> SignInVerifier::exchange(const SignIn& sign_in) {
    if (!app_) {
        co_await finish(sign_in, unexpected(std::string("not_configured")));
        co_return;
    }
    const std::string form =
        fmt::format("grant_type=authorization_code&code={}&redirect_uri={}", http::percent_encode(sign_in.code),
                    http::percent_encode(sign_in.redirect_uri));
    const ApiResult result = co_await api_.call_as_app("openid.connect.token", *app_, form, call_timeout);
    if (result.outcome == ApiOutcome::ok) {
        auto who = co_await identify(sign_in, std::string(result.body["id_token"].string().value_or("")));
        co_await finish(sign_in, std::move(who));
    } else if (!may_have_acted(result)) {
        co_await put_back(sign_in, result);
    } else if (result.outcome == ApiOutcome::uncertain || result.outcome == ApiOutcome::retry) {
        co_await finish(sign_in, unexpected(std::string("unclear")));
    } else {
        co_await finish(sign_in, unexpected(is_identifier(result.error) ? result.error : "unknown_error"));
    }
}

base::Task<bool> SignInVerifier::verify_some() {
    std::optional<SignIn> sign_in;
    {
        postgres::Client client(database_);
        const auto rows = co_await client.write(sql::slack::take_sign_in, lease_seconds);
        const auto taken = rows.first();
        if (!taken) {
            co_return false;
        }
        sign_in.emplace(SignIn{.browser_hash = std::string(base::text_of(taken->browser_hash)),
                               .nonce_hash = {},
                               .code = std::string(taken->code),
                               .redirect_uri = std::string(taken->redirect_uri)});
        std::ranges::copy(taken->nonce_hash.first(sign_in->nonce_hash.size()), sign_in->nonce_hash.begin());
    }
    co_await exchange(*sign_in);
    co_return true;
}

}  // namespace gracy::slack

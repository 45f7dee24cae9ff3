#include "access/credential.hpp"
#include "access/rate_guard.hpp"
#include "access/services.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/slack.hpp"
#include "http/form.hpp"
#include "http/urlencoded.hpp"
#include "slack/installing/page.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/receiving/store.hpp"
#include "slack/signing_in/attempt.hpp"
#include "slack/signing_in/handlers.hpp"
#include "slack/signing_in/refusals.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

// As Slack makes them they are below 200; what is longer is not one.
constexpr std::size_t longest_code = 1024;

using Oauth = access::Settings::SlackOauth;

http::Response see(std::string location) {
    return http::Response::empty(303)
        .with("Location", std::move(location))
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer");
}

std::string redirect_uri(const Oauth& oauth) {
    return oauth.address + "/slack/sign-in/callback";
}

std::string consent_address(const Oauth& oauth, const access::Keys& keys, const Attempt& attempt) {
    return fmt::format(
        "{}/openid/connect/authorize?response_type=code&scope=openid&client_id={}&redirect_uri={}&state={}"
        "&nonce={}",
        oauth.slack, http::percent_encode(oauth.client_id), http::percent_encode(redirect_uri(oauth)),
        attempt.state(keys), attempt.nonce(keys));
}

/// What Slack's page has sent the browser back with: a code, or an error.
struct Answer {
    std::string state;
    std::optional<std::string> code;
    std::string error;

    static Answer read(std::string_view query) {
        Answer answer;
        const auto form = http::Form::parse(query);
        if (!form || form->count("state") != 1) {
            return answer;
        }
        answer.state = *form->get("state");
        const auto code = form->get("code");
        const auto error = form->get("error");
        if (code && form->count("code") == 1 && !error && !code->empty() && code->size() <= longest_code) {
            answer.code = *code;
        } else {
            answer.error = error && is_identifier(*error) ? *error : "unknown_error";
        }
        return answer;
    }
};

bool is_same(std::string_view left, std::string_view right) {
    return base::constant_time_equal(base::bytes_of(left), base::bytes_of(right));
}

/// Where a browser goes once it is signed in.
http::Response arrive(access::Call& call, const Attempt& attempt, std::optional<std::string_view> name) {
    return attempt.destination() == result_path
               ? respond(signed_in(name), call.language())
               : see(call.services().settings.slack_oauth->address + std::string(attempt.destination()));
}

}  // namespace

base::Task<http::Response> begin_sign_in(access::Call& call) {
    const auto& oauth = call.services().settings.slack_oauth;
    if (!oauth) {
        co_return respond(sign_in_refusal("not_set_up"), call.language());
    }
    const auto form = http::Form::parse(call.request().query);
    const Attempt attempt = Attempt::begin(call.services().clock.now(),
                                           destination_of(form ? form->get("to").value_or("") : std::string_view()));
    co_return see(consent_address(*oauth, call.services().keys, attempt)).with("Set-Cookie", attempt.cookie());
}

base::Task<http::Response> receive_sign_in(access::Call& call) {
    const access::Services& services = call.services();
    const auto& oauth = services.settings.slack_oauth;
    if (!oauth) {
        co_return respond(sign_in_refusal("not_set_up"), call.language());
    }
    const Answer answer = Answer::read(call.request().query);
    const auto attempt = Attempt::of(call.request());
    if (!attempt || !is_same(answer.state, attempt->state(services.keys))) {
        co_return respond(sign_in_refusal("invalid_browser"), call.language());
    }
    if (attempt->has_expired(services.clock.now())) {
        co_return respond(sign_in_refusal("expired_state"), call.language());
    }
    access::RateGuard(services, call.request()).take_address();
    const std::string nonce = attempt->nonce(services.keys);
    const std::string back = redirect_uri(*oauth);
    co_await call.database().write(sql::slack::receive_sign_in, attempt->hash(), base::sha256(base::bytes_of(nonce)),
                                   back, base::view_of(answer.code),
                                   answer.code ? std::nullopt : std::optional<std::string_view>(answer.error));
    call.database().notify(events_channel);
    // To an address without the code in it, which may be asked for again and again.
    co_return see(oauth->address + std::string(result_path));
}

base::Task<http::Response> show_sign_in(access::Call& call) {
    const access::Settings& settings = call.services().settings;
    const auto attempt = Attempt::of(call.request());
    if (!settings.slack_oauth || !attempt) {
        co_return respond(sign_in_refusal(settings.slack_oauth ? "unknown" : "not_set_up"), call.language());
    }
    call.rates().check_address();
    const std::string token = attempt->session_token(call.services().keys);
    const auto rows = co_await call.database().write(
        sql::slack::open_slack_session, attempt->hash(), base::sha256(base::bytes_of(token)),
        static_cast<std::int32_t>(settings.session_idle.count()),
        static_cast<std::int32_t>(settings.session_absolute.count()), call.request().remote_address,
        access::shown_user_agent(call.request()));
    const auto sign_in = rows.front();
    if (sign_in.outcome == "opened") {
        co_return arrive(call, *attempt, sign_in.name)
            .with("Set-Cookie", access::session_cookie_for(token, settings.session_absolute.count()));
    }
    // They have signed out since, which a page that says who is signed in would hide.
    if (sign_in.outcome == "signed_in" && attempt->destination() != result_path) {
        co_return arrive(call, *attempt, sign_in.name);
    }
    if (sign_in.outcome == "unknown") {
        call.rates().take_address();
    }
    co_return respond(
        sign_in.outcome == "waiting" ? sign_in_is_waiting() : sign_in_refusal(sign_in.error.value_or("unknown")),
        call.language());
}

}  // namespace gracy::slack

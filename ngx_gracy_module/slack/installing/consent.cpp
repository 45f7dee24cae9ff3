#include "access/cross_site.hpp"
#include "access/rate_guard.hpp"
#include "access/services.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/slack.hpp"
#include "http/form.hpp"
#include "http/urlencoded.hpp"
#include "slack/installing/browser.hpp"
#include "slack/installing/handlers.hpp"
#include "slack/installing/page.hpp"
#include "slack/installing/scopes.hpp"
#include "slack/receiving/store.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

using http::Text;

// As Slack makes them they are below 200; what is longer is not one.
constexpr std::size_t longest_code = 1024;
constexpr std::size_t longest_error = 100;

http::Response see(std::string location) {
    return http::Response::empty(303)
        .with("Location", std::move(location))
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer");
}

std::string redirect_uri(const access::Settings::SlackOauth& oauth) {
    return oauth.address + "/slack/oauth/callback";
}

std::string consent_address(const access::Settings::SlackOauth& oauth, std::string_view state) {
    return fmt::format("{}/oauth/v2/authorize?client_id={}&scope={}&redirect_uri={}&state={}", oauth.slack,
                       http::percent_encode(oauth.client_id), http::percent_encode(bot_scopes),
                       http::percent_encode(redirect_uri(oauth)), state);
}

Page link_refusal(std::string_view outcome) {
    if (outcome == "used_link") {
        return {.status = 410,
                .title = Text{"This link was used", "이미 사용한 링크예요"},
                .text = Text{"A workspace was connected with it. Ask your HR administrator for another one.",
                             "이 링크로 워크스페이스를 이미 연결했어요. 인사 담당자에게 새 링크를 요청해 주세요."}};
    }
    if (outcome == "expired_link") {
        return {.status = 410,
                .title = Text{"This link has expired", "만료된 링크예요"},
                .text = Text{"It was good for a day. Ask your HR administrator for another one.",
                             "링크는 하루 동안만 쓸 수 있어요. 인사 담당자에게 새 링크를 요청해 주세요."}};
    }
    if (outcome == "too_many") {
        return {.status = 429,
                .title = Text{"Too many at once", "시도가 너무 많아요"},
                .text = Text{"This link was opened many times. Please try again in ten minutes.",
                             "이 링크를 너무 여러 번 열었어요. 10분 뒤에 다시 시도해 주세요."}};
    }
    return {.status = 404,
            .title = Text{"There is no such link", "없는 링크예요"},
            .text = Text{"Ask your HR administrator for a link to install Gracy.",
                         "인사 담당자에게 Gracy 설치 링크를 요청해 주세요."}};
}

Page state_refusal(std::string_view outcome) {
    if (outcome == "invalid_browser") {
        return {
            .status = 400,
            .title = Text{"Another browser began this", "다른 브라우저에서 시작했어요"},
            .text = Text{"Nothing was connected. Open the install link again, in this browser, with cookies allowed.",
                         "아무것도 연결하지 않았어요. 쿠키를 허용한 뒤 이 브라우저에서 설치 링크를 다시 열어 주세요."}};
    }
    if (outcome == "expired_state") {
        return {.status = 401,
                .title = Text{"That took too long", "시간이 지났어요"},
                .text = Text{"Nothing was connected. Open the install link again, and finish within ten minutes.",
                             "아무것도 연결하지 않았어요. 설치 링크를 다시 열고 10분 안에 마쳐 주세요."}};
    }
    return {.status = 401,
            .title = Text{"This did not begin here", "여기서 시작한 설치가 아니에요"},
            .text = Text{"Nothing was connected. Installing begins with a link from your HR administrator.",
                         "아무것도 연결하지 않았어요. 인사 담당자가 보낸 설치 링크로 시작해 주세요."}};
}

Page not_set_up() {
    return {.status = 404,
            .title = Text{"Not set up", "설정되지 않았어요"},
            .text = Text{"The operator has not set up installing into Slack.",
                         "운영자가 아직 Slack 설치를 설정하지 않았어요."}};
}

std::optional<base::Sha256> link_of(const http::Request& request) {
    const auto form = http::Form::parse(request.query);
    return form ? secret_hash(form->get("link").value_or("")) : std::nullopt;
}

/// Whoever tries links that nobody has made runs out of guesses.
http::Response refuse_link(access::Call& call, std::string_view outcome) {
    if (outcome == "unknown_link") {
        call.rates().take_address();
    }
    return respond(link_refusal(outcome), call.language());
}

/// A link can come from anybody, and what it connects is read by its team space.
Page question(std::string_view team_space, std::string_view asked_by) {
    return {
        .title = http::Sentence(fmt::format("Connect a workspace to {}", team_space),
                                fmt::format("{}에 워크스페이스 연결하기", team_space)),
        .text = http::Sentence(
            fmt::format("{} of {} has asked for this. Gracy will read who is in the workspace, and {} will manage it. "
                        "Go on only if you know them.",
                        asked_by, team_space, team_space),
            fmt::format("{}의 {}님이 요청했어요. 연결하면 Gracy가 워크스페이스의 구성원을 읽고, {}에서 관리해요. 아는 "
                        "사람의 요청일 때만 계속해 주세요.",
                        team_space, asked_by, team_space)),
        .button = Text{"Go on to Slack", "Slack에서 계속하기"}};
}

/// What Slack's page has sent the browser back with.
struct Answer {
    std::optional<base::Sha256> state;
    std::optional<std::string> code;
    std::string error;

    static Answer read(std::string_view query) {
        Answer answer;
        const auto form = http::Form::parse(query);
        if (!form) {
            return answer;
        }
        const auto state = form->get("state");
        answer.state = state && form->count("state") == 1 ? secret_hash(*state) : std::nullopt;
        const auto code = form->get("code");
        if (code && form->count("code") == 1 && !code->empty() && code->size() <= longest_code && !form->get("error")) {
            answer.code = *code;
        } else {
            const auto error = form->get("error").value_or("missing_code");
            answer.error = error.empty() || error.size() > longest_error ? "unknown_error" : error;
        }
        return answer;
    }
};

}  // namespace

base::Task<http::Response> ask_to_install(access::Call& call) {
    if (!call.services().settings.slack_oauth) {
        co_return respond(not_set_up(), call.language());
    }
    const auto link = link_of(call.request());
    if (!link) {
        co_return respond(link_refusal("unknown_link"), call.language());
    }
    call.rates().check_address();
    const auto rows = co_await call.database().read(sql::slack::read_install_link, *link);
    const auto read = rows.front();
    if (read.outcome != "ok") {
        co_return refuse_link(call, read.outcome);
    }
    co_return respond(question(read.team_space_name.value_or(""), read.asked_by.value_or("")), call.language());
}

base::Task<http::Response> begin_install(access::Call& call) {
    const auto& oauth = call.services().settings.slack_oauth;
    if (!oauth) {
        co_return respond(not_set_up(), call.language());
    }
    // The button of our own page, below the name of the team space: another site's would lead somebody past it.
    if (access::is_cross_site(call.request())) {
        throw http::Problem::cross_site();
    }
    const auto link = link_of(call.request());
    if (!link) {
        co_return respond(link_refusal("unknown_link"), call.language());
    }
    call.rates().check_address();
    const std::string state = new_secret();
    const std::string browser = browser_secret(call.request()).value_or(new_secret());
    const auto rows = co_await call.database().write(sql::slack::begin_install, *link, *secret_hash(state),
                                                     *secret_hash(browser), redirect_uri(*oauth));
    if (rows.front().outcome != "ok") {
        co_return refuse_link(call, rows.front().outcome);
    }
    co_return see(consent_address(*oauth, state)).with("Set-Cookie", browser_cookie(browser));
}

base::Task<http::Response> receive_code(access::Call& call) {
    const auto& oauth = call.services().settings.slack_oauth;
    if (!oauth) {
        co_return respond(not_set_up(), call.language());
    }
    const Answer answer = Answer::read(call.request().query);
    if (!answer.state) {
        co_return respond(state_refusal("unknown_state"), call.language());
    }
    call.rates().check_address();
    const auto browser = browser_secret(call.request());
    const auto browser_hash = browser ? secret_hash(*browser) : std::nullopt;
    const auto rows =
        co_await call.database().write(sql::slack::receive_code, *answer.state,
                                       browser_hash ? std::optional<base::Bytes>(*browser_hash) : std::nullopt,
                                       base::view_of(answer.code), std::string_view(answer.error));
    const std::string_view outcome = rows.front().outcome;
    if (outcome == "unknown_state" || outcome == "invalid_browser") {
        call.rates().take_address();
    }
    if (outcome.ends_with("_state") || outcome == "invalid_browser") {
        co_return respond(state_refusal(outcome), call.language());
    }
    call.database().notify(events_channel);
    // To an address without the code in it, which may be asked for again and again.
    co_return see(oauth->address + "/slack/install/result");
}

}  // namespace gracy::slack

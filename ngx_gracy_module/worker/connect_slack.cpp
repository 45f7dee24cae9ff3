#include "base/encoding.hpp"
#include "gracy/sql/slack.hpp"
#include "io/pump.hpp"
#include "slack/receiving/store.hpp"
#include "slack/sending/tokens.hpp"
#include "slack/sending/web_api.hpp"
#include "worker/commands.hpp"
#include "worker/curl_client.hpp"
#include "worker/plain_connection.hpp"
#include "worker/uv_reactor.hpp"

#include <fmt/format.h>
#include <iostream>

namespace gracy::worker {
namespace {

constexpr std::chrono::seconds call_timeout{15};

base::Task<void> ask(slack::WebApi& api, std::string token, slack::ApiResult& answer) {
    answer = co_await api.call_form("auth.test", std::move(token), "", call_timeout);
}

/// Whose token it is, in Slack's own words.
slack::ApiResult test_token(const Configuration& configuration, const std::string& token) {
    UvReactor reactor;
    CurlSettings settings;
    settings.authorities_file = configuration.http.authorities_file;
    settings.proxy = configuration.http.proxy;
    CurlClient http(reactor, settings);
    slack::WebApi api(http, configuration.slack->base_url);
    slack::ApiResult answer;
    std::exception_ptr failed;
    io::Pump pump(reactor, ask(api, token, answer), [&](std::exception_ptr failure) {
        failed = failure;
        reactor.stop(std::chrono::milliseconds(0));
    });
    pump.start();
    reactor.run();
    if (failed) {
        std::rethrow_exception(failed);
    }
    return answer;
}

std::string text_of(base::JsonView value) {
    return std::string(value.string().value_or(""));
}

}  // namespace

int connect_slack(const Configuration& configuration, const std::string& slug) {
    if (!configuration.slack) {
        throw ConfigurationError("slack connect wants a section [slack]; write token_key_file in it");
    }
    std::string token;
    if (!std::getline(std::cin, token) || !token.starts_with("xox")) {
        throw UsageError("slack connect reads a bot token (xoxb-...) from stdin, and there was none");
    }
    const slack::ApiResult answer = test_token(configuration, token);
    if (answer.outcome != slack::ApiOutcome::ok) {
        fmt::print(stderr, "Slack does not take this token: {}\n", answer.error);
        return 1;
    }
    const bool is_organization = answer.body["is_enterprise_install"].boolean() == true;
    const std::string where = is_organization ? "organization " + text_of(answer.body["enterprise_id"])
                                              : "workspace " + text_of(answer.body["team_id"]);
    PlainConnection connection = PlainConnection::for_catalogue(configuration.database, "gracy-worker slack");
    connection.run("begin");
    const auto rows = connection.query(
        sql::slack::connect_workspace.number,
        {slug, text_of(answer.body["app_id"]), is_organization ? "" : text_of(answer.body["team_id"]),
         text_of(answer.body["enterprise_id"]), text_of(answer.body["user_id"]), text_of(answer.body["bot_id"])});
    const auto& connected = rows.at(0);  // outcome, team_space_id, id
    if (connected.at(0) != "ok") {
        fmt::print(stderr, "{}\n",
                   connected.at(0) == "unknown_team_space"
                       ? fmt::format("there is no active team space \"{}\"", slug)
                       : fmt::format("{} is connected to another team space", where));
        return 1;
    }
    const slack::TokenKeys keys(configuration.slack->token_keys);
    const auto sealed = keys.seal(std::stoll(connected.at(1)), std::stoll(connected.at(2)), token);
    connection.query(sql::slack::put_token.number,
                     {connected.at(1), connected.at(2), "\\x" + base::to_hex(sealed), keys.id()});
    connection.run("commit");
    connection.run(fmt::format("notify {}", slack::events_channel));  // everybody there is to be read
    fmt::print("{} ({}) is connected to {}\n", text_of(answer.body["team"]), where, slug);
    return 0;
}

}  // namespace gracy::worker

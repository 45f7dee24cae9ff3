#include "surface.hpp"
#include "test.hpp"

#include "base/json.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/receiving/interaction.hpp"
#include "slack/receiving/interactions.hpp"

using namespace gracy;
using test::SlackSurface;

namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

std::string urlencoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

std::string payload(std::string_view type, std::string_view more = "", std::string_view app = "A0KRD7HC3") {
    return fmt::format(
        R"({{"type":"{}","token":"XXYYZZXXYYZZ","api_app_id":"{}","team":{{"id":"T0001","domain":"example"}},)"
        R"("user":{{"id":"U2147483697","team_id":"T0001"}},"trigger_id":"1.2.3"{}}})",
        type, app, more);
}

std::string form(std::string_view json) {
    return "payload=" + urlencoded(json);
}

http::Response send(SlackSurface& slack, std::string_view json) {
    return slack.send_signed("/slack/interactions", form_type, form(json));
}

http::Response problem_of(std::string_view json, const http::Problem& problem) {
    const std::string body = form(json);
    http::Request request;
    request.headers = {{"Content-Type", form_type}};
    request.body = body;
    return slack::interaction_problem(request, problem);
}

constexpr std::string_view click =
    R"(,"actions":[{"type":"button","action_id":"a","block_id":"b","action_ts":"1355517523.000005"}])";
constexpr std::string_view kudos_view =
    R"(,"view":{"id":"V1","hash":"1.a","callback_id":"give_kudos","blocks":[{"type":"section"},)"
    R"({"type":"input","block_id":"recipients"}],"state":{"values":{}}})";

}  // namespace

TEST(every_kind_of_interaction_is_stored_and_answered_empty) {
    for (const std::string_view type : {"block_actions", "view_closed", "shortcut", "message_action", "new_thing"}) {
        SlackSurface slack;
        const auto response = send(slack, payload(type, click));
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body, "");
        EXPECT_EQ(slack.log.events.size(), 1u);
        const documents::Event& event = slack.log.events.begin()->second;
        EXPECT(event.kind == documents::EventKind::action);
        EXPECT_EQ(event.type, type);
        EXPECT(event.team_id == "T0001");
        // Slack's old secret is no part of what is kept.
        EXPECT_EQ(event.document.find("XXYYZZ"), std::string::npos);
    }
}

TEST(same_click_is_stored_once) {
    SlackSurface slack;
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(send(slack, payload("block_actions", click)).status, 200);
    }
    EXPECT_EQ(slack.log.events.size(), 1u);
    std::string later(click);
    later.replace(later.find("000005"), 6, "000006");
    EXPECT_EQ(send(slack, payload("block_actions", later)).status, 200);
    EXPECT_EQ(slack.log.events.size(), 2u);
}

TEST(interaction_of_an_organisation_without_a_workspace_belongs_to_the_persons_own) {
    SlackSurface slack;
    const std::string json =
        R"({"type":"shortcut","api_app_id":"A0KRD7HC3","team":null,"enterprise":{"id":"E1"},"is_enterprise_install":true,)"
        R"("user":{"id":"U1","team_id":"T9"},"callback_id":"give_kudos","action_ts":"1.1"})";
    EXPECT_EQ(send(slack, json).status, 200);
    EXPECT(slack.log.events.begin()->second.team_id == "T9");
}

TEST(what_is_no_interaction_is_refused) {
    SlackSurface slack;
    const auto status = [&](std::string_view type, std::string_view body) {
        return slack.send_signed("/slack/interactions", type, body).status;
    };
    EXPECT_EQ(status(form_type, ""), 400);
    EXPECT_EQ(status(form_type, "payload=nothing"), 400);
    EXPECT_EQ(status(form_type, "payload=%5B%5D"), 400);
    EXPECT_EQ(status(form_type, form(R"({"type":"shortcut"})")), 400);
    EXPECT_EQ(status(form_type, form(payload("shortcut")) + "&" + form(payload("shortcut"))), 400);
    EXPECT_EQ(status("application/json", payload("shortcut")), 400);
    EXPECT_EQ(status("application/x-www-form-urlencoded; charset=utf-8", form(payload("shortcut"))), 200);
    EXPECT_EQ(send(slack, payload("shortcut", "", "A0STRANGER")).status, 403);
    EXPECT_EQ(slack.log.events.size(), 1u);
}

TEST(interaction_must_be_signed) {
    SlackSurface slack;
    EXPECT_EQ(
        slack.send(http::Method::post, "/slack/interactions", {{"Content-Type", form_type}}, form(payload("shortcut")))
            .status,
        401);
    EXPECT(slack.log.events.empty());
}

TEST(certificate_probe_is_answered_and_what_it_smuggles_is_not_looked_at) {
    SlackSurface slack;
    const std::string body = "ssl_check=1&" + form(payload("block_actions", click));
    const auto response = slack.send(http::Method::post, "/slack/interactions", {{"Content-Type", form_type}}, body);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "");
    EXPECT(slack.log.events.empty());
}

TEST(click_that_cannot_be_stored_is_not_acknowledged) {
    SlackSurface slack;
    slack.log.down = true;
    EXPECT_EQ(send(slack, payload("block_actions", click)).status, 503);
}

TEST(submission_that_cannot_be_recorded_says_so_in_the_form) {
    const auto unavailable = problem_of(payload("view_submission", kudos_view), http::Problem::unavailable(1));
    EXPECT_EQ(unavailable.status, 200);
    const base::Json answer = base::Json::parse(unavailable.body);
    EXPECT(answer["response_action"].string() == "errors");
    EXPECT(answer["errors"]["recipients"].string().value_or("").find("지금은 기록할 수 없어요") != std::string::npos);
    // A deadline passed: nobody knows, and nobody says that nothing happened.
    const auto late = problem_of(payload("view_submission", kudos_view), http::Problem::deadline(true));
    EXPECT(late.body.find("이미 기록되었을 수도") != std::string::npos);
}

TEST(form_that_lacks_something_says_where) {
    SlackSurface slack;
    const auto response = send(slack, payload("view_submission", kudos_view));
    EXPECT_EQ(response.status, 200);
    const base::Json answer = base::Json::parse(response.body);
    EXPECT(bool(answer["errors"]["recipients"]));
}

TEST(submission_of_an_unknown_view_closes_it) {
    SlackSurface slack;
    const auto response = send(slack, payload("view_submission", R"(,"view":{"id":"V1","callback_id":"old"})"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "");
}

TEST(suggestions_are_empty_when_the_database_is_away) {
    const auto response = problem_of(payload("block_suggestion", R"(,"action_id":"recipients","value":"김")"),
                                     http::Problem::unavailable(1));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, R"({"options":[]})");
}

TEST(click_that_had_no_effect_looks_like_it) {
    EXPECT_EQ(problem_of(payload("block_actions", click), http::Problem::unavailable(1)).status, 503);
}

TEST(suggestions_for_what_we_did_not_ask_are_empty_and_kept_nowhere) {
    SlackSurface slack;
    const auto response = send(slack, payload("block_suggestion", R"(,"action_id":"other","value":"김")"));
    EXPECT_EQ(response.body, R"({"options":[]})");
    EXPECT(slack.log.events.empty() && slack.log.copies.empty());
}

TEST(events_held_back_are_counted) {
    SlackSurface slack;
    const std::string_view notice =
        R"({"token":"x","type":"app_rate_limited","team_id":"T0001","minute_rate_limited":1518467820,"api_app_id":"A0KRD7HC3"})";
    EXPECT_EQ(slack.event(notice).status, 200);
    EXPECT_EQ(slack.services.counters.slack_rate_limited, 1u);
    EXPECT_EQ(slack.log.events.size(), 1u);
}

TEST(form_of_a_channel_shared_with_another_company_is_of_the_workspace_whose_app_it_is) {
    const auto team_of = [](std::string_view view) {
        const std::string json = payload("view_submission", fmt::format(R"(,"view":{})", view));
        auto parsed = slack::parse_payload(json);
        return parsed ? slack::interaction_of(std::move(*parsed), json)->team_id : std::string();
    };
    EXPECT_EQ(team_of(R"({"type":"modal","app_installed_team_id":"T0OURS"})"), "T0OURS");
    EXPECT_EQ(team_of(R"({"type":"modal","app_installed_team_id":"E0ORGANIZATION"})"), "T0001");
    EXPECT_EQ(team_of(R"({"type":"modal","app_installed_team_id":null})"), "T0001");
}

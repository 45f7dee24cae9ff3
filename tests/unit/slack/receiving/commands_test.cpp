#include "slack/coffee/coffee_command.hpp"

#include "slack/block_kit/mrkdwn.hpp"
#include "surface.hpp"
#include "test.hpp"

using namespace gracy;
using test::SlackSurface;

namespace {

constexpr std::string_view form_type = "application/x-www-form-urlencoded";

std::string command(std::string_view name, std::string_view text = "", std::string_view more = "") {
    std::string body =
        "token=gIkuvaNzQIHg97ATvDxqgjtO&team_id=T0001&team_domain=example&channel_id=C2147483705&channel_name=test&"
        "user_id=U2147483697&user_name=Steve&command=";
    body.append(name).append("&text=").append(text).append(
        "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F1234%2F5678&");
    body.append("trigger_id=13345224609.738474920.8088930838d88f008e0&api_app_id=A0KRD7HC3").append(more);
    return body;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

}  // namespace

TEST(unknown_command_is_answered_at_once) {
    SlackSurface slack;
    const auto response = slack.command(command("%2Fweather", "94070"));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, "application/json");
    EXPECT(contains(response.body, R"("response_type":"ephemeral")"));
    EXPECT(contains(response.body, "/weather"));
}

TEST(name_of_an_unknown_command_is_escaped) {
    SlackSurface slack;
    const auto response = slack.command(command("%2F%3C%21channel%3E"));
    EXPECT_EQ(response.status, 200);
    EXPECT(contains(response.body, "/&lt;!channel&gt;"));
}

TEST(command_is_copied_into_the_event_log_without_its_token) {
    SlackSurface slack;
    EXPECT_EQ(slack.command(command("%2Fweather", "a+b%26c")).status, 200);
    EXPECT_EQ(slack.log.copies.size(), std::size_t{1});
    const documents::Event copy = slack.log.copies.front();
    EXPECT_EQ(copy.kind, documents::EventKind::command);
    EXPECT_EQ(copy.type, "/weather");
    EXPECT_EQ(copy.team_id.value_or(""), "T0001");
    EXPECT_EQ(copy.id.size(), std::size_t{64});
    EXPECT(contains(copy.document, "a b&c"));
    EXPECT(!contains(copy.document, "gIkuvaNzQIHg97ATvDxqgjtO"));
    // The same command sent again is the same document.
    EXPECT_EQ(slack.command(command("%2Fweather", "a+b%26c")).status, 200);
    EXPECT_EQ(slack.log.copies.back().id, copy.id);
}

TEST(command_may_name_its_charset) {
    SlackSurface slack;
    for (const std::string_view type :
         {"application/x-www-form-urlencoded; charset=utf-8", "application/x-www-form-urlencoded;charset=UTF-8",
          "Application/X-WWW-Form-Urlencoded"}) {
        EXPECT_EQ(slack.command(command("%2Fweather"), type).status, 200);
    }
    EXPECT_EQ(slack.command(command("%2Fweather"), "application/x-www-form-urlencoded; charset=euc-kr").status, 400);
}

TEST(ssl_check_is_answered_unsigned_and_never_dispatched) {
    SlackSurface slack;
    const auto unsigned_form = [&](std::string_view body, std::string_view type = form_type) {
        return slack.send(http::Method::post, "/slack/commands", {{"Content-Type", type}}, body);
    };
    for (const std::string& body :
         {std::string("ssl_check=1"), std::string("ssl_check=1&token=x"), command("%2Fkudos", "help", "&ssl_check=1"),
          std::string("ssl_check=1&payload=%7B%22type%22%3A%22block_actions%22%7D")}) {
        const auto response = unsigned_form(body);
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.body, "");
    }
    EXPECT_EQ(unsigned_form("ssl_check=1", "application/x-www-form-urlencoded; charset=utf-8").status, 200);
    EXPECT_EQ(slack.command(command("%2Fkudos", "help", "&ssl_check=1")).body, "");
    EXPECT(slack.log.copies.empty());
}

TEST(anything_but_ssl_check_1_must_be_signed) {
    SlackSurface slack;
    const auto status = [&](std::string_view body, std::string_view type = form_type) {
        return slack.send(http::Method::post, "/slack/commands", {{"Content-Type", type}}, body).status;
    };
    EXPECT_EQ(status("ssl_check=true"), 401);
    EXPECT_EQ(status("ssl_check=01"), 401);
    EXPECT_EQ(status("ssl_check="), 401);
    EXPECT_EQ(status("ssl_check=1&ssl_check=1"), 401);
    EXPECT_EQ(status("ssl_check=1", "application/json"), 401);
    EXPECT_EQ(status("{\"ssl_check\":1}", "application/json"), 401);
    EXPECT_EQ(status("ssl_check=1", "text/plain"), 401);
    EXPECT_EQ(status(command("%2Fkudos", "help")), 401);
    EXPECT_EQ(status(""), 401);
}

TEST(body_that_is_no_command_is_refused_for_good) {
    SlackSurface slack;
    for (const std::string& body :
         {std::string(), std::string("x"), std::string("payload=%7B"), std::string("payload=not+json"),
          command("%2Fkudos", "%ff"), command("%2Fkudos", "%00"), command("%2Fkudos", "%zz"), command("%2Fkudos", "%"),
          command(""), command("%2Fa b"), command("%2Fkudos", "help", "&text=other"),
          std::string("command=%2Fkudos&text=help&user_id=U1"), std::string("command=%2Fkudos&text=help&team_id=T1")}) {
        const auto response = slack.command(body);
        EXPECT_EQ(response.status, 400);
        EXPECT_EQ(response.body, "");
    }
    EXPECT_EQ(slack.command(command("%2Fkudos"), "application/json").status, 400);
    EXPECT(slack.log.copies.empty());
}

TEST(command_of_another_app_is_refused) {
    SlackSurface slack;
    slack.settings.slack_app_id = "A0OTHERAPP";
    EXPECT_EQ(slack.command(command("%2Fkudos", "help")).status, 403);
}

TEST(command_is_answered_with_an_apology_when_the_database_is_down) {
    SlackSurface slack;
    // Nothing ever connects, and the lane's patience ends before Slack's deadline of 2.5 s.
    slack.database.open();
    http::Response response;
    http::Request request;
    const std::string body = command("%2Fkudos", "%3C%40U1%3E+thank+you+%23care");
    const std::string at = slack.timestamp();
    const std::string signature = slack.sign(body);
    request.method = http::Method::post;
    request.path = "/slack/commands";
    request.headers = {
        {"Content-Type", form_type}, {"X-Slack-Request-Timestamp", at}, {"X-Slack-Signature", signature}};
    request.body = body;
    request.request_id = "0123456789abcdef0123456789abcdef";
    bool done = false;
    io::Pump pump(slack.reactor, slack.answer(request, response), [&](const std::exception_ptr&) { done = true; });
    pump.start();
    for (int i = 0; i < 49 && !done; ++i) {
        slack.reactor.advance(std::chrono::milliseconds(50));
    }
    EXPECT(done);
    EXPECT_EQ(response.status, 200);
    EXPECT(contains(response.body, R"("response_type":"ephemeral")"));
    EXPECT(contains(response.body, "Nothing was changed"));
    EXPECT(contains(response.body, "바뀐 것은 없으니"));
}

TEST(command_whose_deadline_passes_is_answered_with_the_truth) {
    SlackSurface slack;
    http::Request request;
    request.method = http::Method::post;
    request.path = "/slack/commands";
    const auto response =
        access::respond_problem(request, access::Surface::slack, slack.routes, access::deadline_problem(request));
    EXPECT_EQ(response.status, 200);
    EXPECT(contains(response.body, "may have been recorded"));
    EXPECT(contains(response.body, "이미 기록되었을 수도"));
}

TEST(words_about_coffee_are_read_in_both_languages) {
    using Step = slack::CoffeeText::Step;
    EXPECT(slack::parse_coffee("  ").step == Step::status);
    EXPECT(slack::parse_coffee("참여").step == Step::join);
    EXPECT(slack::parse_coffee("재개").step == Step::join);
    EXPECT(slack::parse_coffee("resume").step == Step::join);
    EXPECT(slack::parse_coffee("tea").step == Step::help);
    EXPECT_EQ(slack::parse_coffee("tea time").unknown, "tea");
    EXPECT_EQ(slack::parse_coffee("help").unknown, "");
    EXPECT(slack::parse_coffee("Join").step == Step::join && slack::parse_coffee("시작").step == Step::join);
    EXPECT(slack::parse_coffee("PAUSE FOR 3 days").days == 3);
    EXPECT(slack::parse_coffee("일시정지").step == Step::pause);
    EXPECT(slack::parse_coffee("그만").step == Step::leave && slack::parse_coffee("탈퇴").step == Step::leave);
    const auto pause = slack::parse_coffee("쉬기 2주 점심 &amp; 커피");
    EXPECT(pause.step == Step::pause);
    EXPECT_EQ(pause.days.value_or(0), 14);
    EXPECT_EQ(pause.program.value_or(""), "점심 & 커피");
    EXPECT_EQ(slack::parse_coffee("join " + slack::styled("team_lunch")).program.value_or(""), "team_lunch");
    EXPECT(slack::parse_coffee("who").step == Step::who && slack::parse_coffee("누구").step == Step::who);
    EXPECT(slack::asks_for_coffee_form(" settings ") && slack::asks_for_coffee_form("설정"));
    EXPECT(!slack::asks_for_coffee_form("settings Lunch") && !slack::asks_for_coffee_form(""));
}

TEST(pause_of_coffee_is_read_with_and_without_a_space) {
    using Step = slack::CoffeeText::Step;
    const auto days = [](std::string_view text) { return slack::parse_coffee(text).days.value_or(0); };
    EXPECT_EQ(days("pause 2 weeks"), 14);
    EXPECT_EQ(days("쉬기 2 주"), 14);
    EXPECT_EQ(days("쉬기 2주간"), 14);
    EXPECT_EQ(days("pause 3d"), 3);
    EXPECT_EQ(days("pause for 3 days"), 3);
    EXPECT_EQ(days("쉬기 3일"), 3);
    EXPECT_EQ(days("pause 2"), 14);
    const auto named = slack::parse_coffee("pause 2 weeks Lunch & more");
    EXPECT_EQ(named.days.value_or(0), 14);
    EXPECT_EQ(named.program.value_or(""), "Lunch & more");
    for (const std::string_view wrong :
         {"pause 0", "pause 99w", "pause 3 hours", "쉬기 400일", "pause 99999999999999999999w"}) {
        EXPECT(slack::parse_coffee(wrong).step == Step::bad_pause);
    }
    // What is no length of time is a name.
    EXPECT_EQ(slack::parse_coffee("pause 3rd floor").program.value_or(""), "3rd floor");
    EXPECT(!slack::parse_coffee("pause").days);
}

#include "documents/stored_payload.hpp"
#include "surface.hpp"
#include "test.hpp"

using namespace gracy;
using test::SlackSurface;

namespace {

constexpr std::string_view message_event =
    R"({"token":"XXYYZZXXYYZZ","team_id":"T061EG9R6","api_app_id":"A0KRD7HC3","event":{"type":"message","channel":"D2147483705",)"
    R"("user":"U2147483697","text":"Hello","ts":"1355517523.000005","event_ts":"1355517523.000005"},"type":"event_callback",)"
    R"("event_id":"Ev08MFMKH6","event_time":1355517523,"authorizations":[{"enterprise_id":"E12345","team_id":"T12345",)"
    R"("user_id":"U12345678","is_bot":true,"is_enterprise_install":false}]})";

std::string with(std::string_view from, std::string_view to) {
    std::string text(message_event);
    const auto at = text.find(from);
    EXPECT(at != text.npos);
    return text.replace(at, from.size(), to);
}

std::string_view header(const http::Response& response, std::string_view name) {
    for (const http::ResponseHeader& header : response.headers) {
        if (http::same_name(header.name, name)) {
            return header.value;
        }
    }
    return "(none)";
}

void expect_refused_for_good(const http::Response& response, int status = 400) {
    EXPECT_EQ(response.status, status);
    EXPECT_EQ(header(response, "X-Slack-No-Retry"), "1");
    EXPECT_EQ(response.body, "");
}

}  // namespace

TEST(challenge_is_answered_when_it_is_signed) {
    SlackSurface slack;
    const std::string_view body = R"({"token":"x","challenge":"3eZbrw1aB10FEMAGAZd4FyFQ","type":"url_verification"})";
    const auto response = slack.event(body);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.content_type, "application/json");
    EXPECT_EQ(response.body, R"({"challenge":"3eZbrw1aB10FEMAGAZd4FyFQ"})");
    EXPECT_EQ(slack.send(http::Method::post, "/slack/events", {{"Content-Type", "application/json"}}, body).status,
              401);
    EXPECT(slack.log.events.empty());
}

TEST(challenge_that_is_no_text_is_refused) {
    SlackSurface slack;
    expect_refused_for_good(slack.event(R"({"type":"url_verification"})"));
    expect_refused_for_good(slack.event(R"({"type":"url_verification","challenge":7})"));
    expect_refused_for_good(
        slack.event(R"({"type":"url_verification","challenge":")" + std::string(5000, 'x') + "\"}"));
}

TEST(event_is_stored_and_then_acknowledged) {
    SlackSurface slack;
    const auto response = slack.event(message_event);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body, "");
    EXPECT_EQ(slack.log.events.size(), std::size_t{1});
    const documents::Event& event = slack.log.events.at("Ev08MFMKH6");
    EXPECT_EQ(event.kind, documents::EventKind::event);
    EXPECT_EQ(event.type, "message");
    // The workspace that the app is installed in, not the one that the message came from.
    EXPECT_EQ(event.team_id.value_or(""), "T12345");
    EXPECT_EQ(event.ts.value_or(""), "1355517523.000005");
    EXPECT(event.received_at == slack.clock.now());
    EXPECT(event.document.find("XXYYZZXXYYZZ") == event.document.npos);
}

TEST(event_that_comes_again_is_acknowledged_and_stored_once) {
    SlackSurface slack;
    EXPECT_EQ(slack.event(message_event).status, 200);
    // A retry is looked at like a first delivery: it exists because our answer may have been lost.
    EXPECT_EQ(slack.event(message_event, {{"X-Slack-Retry-Num", "1"}, {"X-Slack-Retry-Reason", "http_timeout"}}).status,
              200);
    EXPECT_EQ(slack.log.events.size(), std::size_t{1});
    SlackSurface other;
    EXPECT_EQ(other.event(message_event, {{"X-Slack-Retry-Num", "2"}}).status, 200);
    EXPECT_EQ(other.log.events.size(), std::size_t{1});
}

TEST(event_is_asked_for_again_when_the_store_is_down) {
    SlackSurface slack;
    slack.log.down = true;
    const auto response = slack.event(message_event);
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(header(response, "X-Slack-No-Retry"), "(none)");
    EXPECT_EQ(response.body, "");
}

TEST(event_whose_deadline_passes_is_asked_for_again) {
    SlackSurface slack;
    http::Request request;
    request.method = http::Method::post;
    request.path = "/slack/events";
    const auto response =
        access::respond_problem(request, access::Surface::slack, slack.routes, access::deadline_problem(request));
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(header(response, "X-Slack-No-Retry"), "(none)");
}

TEST(event_that_nobody_handles_is_acknowledged) {
    SlackSurface slack;
    EXPECT_EQ(slack.event(with(R"("type":"message")", R"("type":"made_up_event")")).status, 200);
    EXPECT_EQ(slack.log.events.at("Ev08MFMKH6").type, "made_up_event");
}

TEST(what_our_own_bot_did_is_acknowledged_and_left_alone) {
    SlackSurface slack;
    EXPECT_EQ(slack.event(with(R"("user":"U2147483697")", R"("user":"U12345678")")).status, 200);
    EXPECT_EQ(slack.event(with(R"("user":"U2147483697")", R"("bot_id":"B1","app_id":"A0KRD7HC3")")).status, 200);
    EXPECT_EQ(
        slack.event(with(R"("user":"U2147483697")", R"("bot_id":"B1","bot_profile":{"app_id":"A0KRD7HC3"})")).status,
        200);
    EXPECT(slack.log.events.empty());
    // Somebody else's bot is somebody else.
    EXPECT_EQ(slack.event(with(R"("user":"U2147483697")", R"("bot_id":"B1","app_id":"A9")")).status, 200);
    EXPECT_EQ(slack.log.events.size(), std::size_t{1});
}

TEST(our_own_bot_joining_and_leaving_a_channel_is_stored) {
    for (const std::string_view type : {"member_joined_channel", "member_left_channel"}) {
        SlackSurface slack;
        std::string body = with(R"("user":"U2147483697")", R"("user":"U12345678")");
        body.replace(body.find("\"message\""), 9, "\"" + std::string(type) + "\"");
        EXPECT_EQ(slack.event(body).status, 200);
        EXPECT_EQ(slack.log.events.size(), std::size_t{1});
    }
}

TEST(hidden_and_edited_messages_are_stored_for_whoever_reads_the_log) {
    SlackSurface slack;
    EXPECT_EQ(
        slack.event(with(R"("type":"message",)", R"("type":"message","subtype":"message_changed","hidden":true,)"))
            .status,
        200);
    EXPECT_EQ(slack.log.events.size(), std::size_t{1});
}

TEST(what_people_write_to_each_other_is_acknowledged_and_not_stored) {
    SlackSurface slack;
    for (const std::string_view where :
         {R"("channel":"C1","channel_type":"channel",)", R"("channel":"G1","channel_type":"group",)",
          R"("channel":"G1","channel_type":"mpim",)", R"("channel":"C1",)",
          R"("channel":"D1","channel_type":"new",)"}) {
        for (const std::string_view what : {"", R"("subtype":"message_changed",)", R"("subtype":"file_share",)"}) {
            EXPECT_EQ(slack.event(with(R"("channel":"D2147483705",)", std::string(where) + std::string(what))).status,
                      200);
        }
    }
    EXPECT(slack.log.events.empty() && slack.log.copies.empty());
    // What is said to us is.
    EXPECT_EQ(slack.event(with(R"("type":"message","channel":"D2147483705")", R"("type":"app_mention","channel":"C1")"))
                  .status,
              200);
    EXPECT_EQ(slack.log.events.size(), std::size_t{1});
}

TEST(deleted_message_is_stored_without_what_it_said) {
    for (const std::string_view twice : {"", R"(,"more":18446744073709551616)"}) {
        SlackSurface slack;
        const std::string said =
            R"("type":"message","subtype":"message_deleted","hidden":true,"channel":"C1",)"
            R"("channel_type":"channel","deleted_ts":"1.1","previous_message":{"text":"a secret"})";
        EXPECT_EQ(slack.event(with(R"("type":"message","channel":"D2147483705")", said + std::string(twice))).status,
                  200);
        const std::string& document = slack.log.events.at("Ev08MFMKH6").document;
        EXPECT(document.contains("1.1") && document.contains("message_deleted") && document.contains("C1"));
        EXPECT(!document.contains("secret") && !document.contains("Hello") && !document.contains("previous_message"));
        EXPECT(!document.contains("XXYYZZXXYYZZ"));
        const auto stored = documents::read_payload(base::bytes_of(document));
        EXPECT(stored && stored->tree["event"]["deleted_ts"].string() == "1.1");
    }
}

TEST(rate_limit_notice_is_acknowledged_and_stored_once) {
    SlackSurface slack;
    const std::string_view body =
        R"({"token":"x","type":"app_rate_limited","team_id":"T1","minute_rate_limited":1518467820,"api_app_id":"A0KRD7HC3"})";
    EXPECT_EQ(slack.event(body).status, 200);
    EXPECT_EQ(slack.event(body).status, 200);
    EXPECT_EQ(slack.log.events.size(), std::size_t{1});
    EXPECT_EQ(slack.log.events.begin()->second.type, "app_rate_limited");
    EXPECT_EQ(slack.log.events.begin()->second.team_id.value_or(""), "T1");
}

TEST(envelope_of_a_type_that_nobody_knows_is_acknowledged) {
    SlackSurface slack;
    EXPECT_EQ(slack.event(R"({"type":"something_new","api_app_id":"A0KRD7HC3"})").status, 200);
    EXPECT_EQ(slack.log.events.size(), std::size_t{1});
}

TEST(event_of_another_app_is_refused) {
    SlackSurface slack;
    expect_refused_for_good(slack.event(with("A0KRD7HC3", "A0OTHERAPP")), 403);
    EXPECT(slack.log.events.empty());
    slack.settings.slack_app_id.clear();
    EXPECT_EQ(slack.event(with("A0KRD7HC3", "A0OTHERAPP")).status, 200);
}

TEST(body_that_is_no_json_is_refused_for_good) {
    SlackSurface slack;
    for (const std::string_view body :
         {"", "x", "{", "{}x", "[]", "[{}]", "null", "\"text\"", "\xff\xfe", "{\"type\":\"\xff\"}",
          "{\"type\":\"event_callback\",}", "payload=x", "{\"ty\\u0000pe\":1}"}) {
        expect_refused_for_good(slack.event(body));
    }
    expect_refused_for_good(slack.event(std::string(600, '[') + std::string(600, ']')));
    expect_refused_for_good(slack.event("{\"a\":" + std::string(600, '[') + std::string(600, ']') + "}"));
    EXPECT(slack.log.events.empty());
}

TEST(event_without_what_identifies_it_is_refused_for_good) {
    SlackSurface slack;
    for (const auto& [from, to] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
             {R"("event_id":"Ev08MFMKH6",)", ""},
             {R"("event_id":"Ev08MFMKH6")", R"("event_id":7)"},
             {R"("event_id":"Ev08MFMKH6")", R"("event_id":"")"},
             {R"("event_id":"Ev08MFMKH6")", R"("event_id":"Ev 1")"},
             {R"("event_id":"Ev08MFMKH6")", R"("event_id":"Ev\u0000")"},
             {R"("event_id":"Ev08MFMKH6")", R"("event_id":"이벤트")"},
             {R"("type":"event_callback",)", ""},
             {R"("type":"message",)", ""},
             {R"("event":{)", R"("event":[],"rest":{)"}}) {
        expect_refused_for_good(slack.event(with(from, to)));
    }
    EXPECT(slack.log.events.empty());
}

TEST(strangers_words_do_not_make_an_event_unreadable) {
    // Apps put what they like into a message's metadata.
    for (const std::string_view strange :
         {R"("text":"a\u0000b")", R"("metadata":{"a":1,"a":2})", R"("metadata":{"n":123456789012345678901234567890})",
          R"("metadata":{"$oid":"zz"})", R"("metadata":{"a.b":{"":1}})", R"("rows":[[1]])"}) {
        SlackSurface slack;
        EXPECT_EQ(slack.event(with(R"("text":"Hello")", strange)).status, 200);
        EXPECT_EQ(slack.log.events.size(), std::size_t{1});
        // Kept as the bytes that came, without the secret in them.
        const std::string& document = slack.log.events.at("Ev08MFMKH6").document;
        EXPECT(document.find(strange) != document.npos);
        EXPECT(document.find("XXYYZZXXYYZZ") == document.npos);
    }
}

TEST(request_that_slack_did_not_sign_is_refused) {
    SlackSurface slack;
    const std::string valid = slack.sign(message_event);
    const std::string at = slack.timestamp();
    const auto status = [&](std::vector<http::Header> headers) {
        const auto response = slack.send(http::Method::post, "/slack/events", std::move(headers), message_event);
        EXPECT_EQ(response.body, "");
        return response.status;
    };
    std::string uppercase = valid;
    for (std::size_t i = 3; i < uppercase.size(); ++i) {
        uppercase[i] = uppercase[i] >= 'a' ? static_cast<char>(uppercase[i] - 32) : uppercase[i];
    }
    EXPECT_EQ(status({{"X-Slack-Signature", valid}, {"X-Slack-Request-Timestamp", at}}), 200);
    EXPECT_EQ(status({}), 401);
    EXPECT_EQ(status({{"X-Slack-Signature", valid}}), 401);
    EXPECT_EQ(status({{"X-Slack-Request-Timestamp", at}}), 401);
    EXPECT_EQ(status({{"X-Slack-Signature", "v1=" + valid.substr(3)}, {"X-Slack-Request-Timestamp", at}}), 401);
    EXPECT_EQ(status({{"X-Slack-Signature", uppercase}, {"X-Slack-Request-Timestamp", at}}), 401);
    EXPECT_EQ(status({{"X-Slack-Signature", valid}, {"X-Slack-Request-Timestamp", "soon"}}), 401);
    EXPECT_EQ(status({{"X-Slack-Signature", valid}, {"X-Slack-Signature", valid}, {"X-Slack-Request-Timestamp", at}}),
              401);
    EXPECT_EQ(
        status({{"X-Slack-Signature", valid}, {"X-Slack-Request-Timestamp", at}, {"X-Slack-Request-Timestamp", at}}),
        401);
    EXPECT_EQ(slack.send_signed("/slack/events", "application/json", message_event, -299).status, 200);
    EXPECT_EQ(slack.send_signed("/slack/events", "application/json", message_event, -302).status, 401);
    EXPECT_EQ(slack.send_signed("/slack/events", "application/json", message_event, 3600).status, 401);
}

TEST(content_type_may_name_its_charset) {
    SlackSurface slack;
    EXPECT_EQ(slack.send_signed("/slack/events", "application/json; charset=utf-8", message_event).status, 200);
}

TEST(get_is_told_to_post) {
    SlackSurface slack;
    for (const std::string_view path : {"/slack/events", "/slack/commands"}) {
        const auto response = slack.send(http::Method::get, path, {}, "");
        EXPECT_EQ(response.status, 405);
        EXPECT_EQ(header(response, "Allow"), "POST");
    }
}

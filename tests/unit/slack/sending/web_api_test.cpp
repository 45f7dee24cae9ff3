#include "slack/sending/web_api.hpp"

#include "io/inline_offload.hpp"
#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "io/resolver.hpp"
#include "slack/block_kit/block_rules.hpp"
#include "slack/home/home.hpp"
#include "slack/sending/outbox.hpp"
#include "slack/sending/tokens.hpp"
#include "slack/views/open_view.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;

namespace {

/// Answers every request in the same way, and keeps the last one.
class OneAnswer final : public io::HttpClient {
  public:
    base::Task<io::HttpResponse> send(io::HttpRequest request) override {
        asked = std::move(request);
        if (failure) {
            throw io::HttpError(io::HttpFailure::timeout, *failure, "no answer in time");
        }
        co_return answer;
    }
    io::HttpRequest asked;
    io::HttpResponse answer;
    /// Throws: whether Slack may have received it.
    std::optional<bool> failure;
};

base::Task<void> call(WebApi& api, ApiResult& result) {
    result = co_await api.call("chat.postMessage", "xoxb-1", R"({"channel":"C1"})", std::chrono::seconds(1));
}

ApiResult call(OneAnswer& http) {
    io::ManualReactor reactor;
    WebApi api(http, "https://slack.example/api");
    ApiResult result;
    bool done = false;
    io::Pump pump(reactor, call(api, result), [&](const std::exception_ptr& failure) {
        done = true;
        if (failure) {
            std::rethrow_exception(failure);
        }
    });
    pump.start();
    reactor.run_until([&] { return done; });
    return result;
}

ApiResult answered(int status, std::string body, std::vector<std::pair<std::string, std::string>> headers = {}) {
    OneAnswer http;
    http.answer = {.status = status, .headers = std::move(headers), .body = std::move(body)};
    return call(http);
}

OutgoingMessage message(std::string method = "chat.postMessage") {
    return {.team_space_id = 1,
            .id = 7,
            .team_id = "T1",
            .method = std::move(method),
            .channel = "U1",
            .arguments = R"({"text":"고마워요 \"😊\""})",
            .uncertain = false};
}

}  // namespace

TEST(call_is_a_post_with_the_token_in_its_header) {
    OneAnswer http;
    http.answer = {.status = 200, .headers = {}, .body = R"({"ok":true,"ts":"1.2"})"};
    const ApiResult result = call(http);
    EXPECT(result.outcome == ApiOutcome::ok);
    EXPECT(result.body["ts"].string() == "1.2");
    EXPECT_EQ(http.asked.method, "POST");
    EXPECT_EQ(http.asked.url, "https://slack.example/api/chat.postMessage");
    EXPECT_EQ(http.asked.headers.front().second, "Bearer xoxb-1");
}

TEST(refusals_are_told_apart_by_what_they_mean_for_the_next_call) {
    const auto outcome = [](std::string_view error) {
        return answered(200, fmt::format(R"({{"ok":false,"error":"{}"}})", error)).outcome;
    };
    EXPECT(outcome("ratelimited") == ApiOutcome::limited);
    EXPECT(outcome("rate_limited") == ApiOutcome::limited);
    for (const std::string_view error : {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}) {
        EXPECT(outcome(error) == ApiOutcome::retry);
    }
    for (const std::string_view error : {"invalid_auth", "account_inactive", "token_revoked", "token_expired",
                                         "not_authed", "missing_scope", "team_access_not_granted"}) {
        EXPECT(outcome(error) == ApiOutcome::reinstall);
    }
    for (const std::string_view error : {"user_not_found", "user_disabled", "channel_not_found", "is_archived",
                                         "not_in_channel", "messages_tab_disabled", "restricted_action_read_only",
                                         "no_permission", "channel_is_limited_access", "is_inactive"}) {
        EXPECT(outcome(error) == ApiOutcome::unreachable);
    }
    for (const std::string_view error : {"invalid_blocks", "msg_blocks_too_long", "view_too_large", "new_word"}) {
        EXPECT(outcome(error) == ApiOutcome::defect);
    }
}

TEST(limit_says_how_long_to_wait) {
    const ApiResult result = answered(429, "", {{"retry-after", "7"}});
    EXPECT(result.outcome == ApiOutcome::limited);
    EXPECT_EQ(result.retry_after->count(), 7);
    const ApiResult until = answered(
        429, "", {{"retry-after", "Sat, 01 Jan 2000 00:02:00 GMT"}, {"date", "Sat, 01 Jan 2000 00:00:00 GMT"}});
    EXPECT_EQ(until.retry_after->count(), 120);
    EXPECT_EQ(answered(429, R"({"ok":false,"error":"ratelimited"})").retry_after->count(), 30);
    EXPECT_EQ(answered(429, "", {{"retry-after", "99999999"}}).retry_after->count(), 3600);
}

TEST(answer_that_cannot_be_read_leaves_a_success_uncertain) {
    EXPECT(answered(200, R"({"ok":tr)").outcome == ApiOutcome::uncertain);
    EXPECT(answered(503, "<html>").outcome == ApiOutcome::retry);
    EXPECT_EQ(answered(503, "<html>").error, "http_503");
}

TEST(refusal_that_is_not_slacks_own_is_not_its_last_word) {
    for (const int status : {302, 400, 403, 404, 407}) {
        for (const std::string_view page : {"<html>", "", R"({"message":"Forbidden"})", "[]"}) {
            const ApiResult result = answered(status, std::string(page));
            EXPECT(result.outcome == ApiOutcome::retry && may_have_acted(result));
            EXPECT_EQ(result.error, fmt::format("http_{}", status));
        }
    }
    EXPECT(answered(200, R"({"message":"Hello"})").outcome == ApiOutcome::uncertain);
    EXPECT(answered(403, R"({"ok":false,"error":"invalid_auth"})").outcome == ApiOutcome::reinstall);
    EXPECT(answered(404, R"({"ok":false,"error":"new_word"})").outcome == ApiOutcome::defect);
    EXPECT(answered(429, "<html>").outcome == ApiOutcome::limited);
}

TEST(silence_is_uncertain_only_when_slack_may_have_heard) {
    OneAnswer http;
    http.failure = true;
    EXPECT(call(http).outcome == ApiOutcome::uncertain);
    http.failure = false;
    EXPECT(call(http).outcome == ApiOutcome::retry);
}

TEST(message_carries_its_place_and_what_it_is_found_by) {
    const base::Json arguments = base::Json::parse(call_arguments(message()));
    EXPECT(arguments["channel"].string() == "U1");
    EXPECT(arguments["text"].string() == "고마워요 \"😊\"");
    EXPECT(arguments["unfurl_links"].boolean() == false);
    EXPECT(arguments["metadata"]["event_payload"]["id"].string() == "1-7");
    OutgoingMessage home = message("views.publish");
    home.arguments = R"({"view":{"type":"home"}})";
    const base::Json published = base::Json::parse(call_arguments(home));
    EXPECT(published["user_id"].string() == "U1" && !published["channel"] && !published["metadata"]);
}

TEST(message_that_was_sent_is_found_by_its_metadata) {
    const auto found = [](std::string_view id) {
        const base::Json history = base::Json::parse(fmt::format(
            R"({{"messages":[{{"ts":"1.1"}},{{"ts":"2.2","metadata":{{"event_type":"gracy_message","event_payload":{{"id":"{}"}}}}}}]}})",
            id));
        return find_sent(history.view(), message());
    };
    EXPECT(found("1-7") == "2.2");
    EXPECT(!found("1-8"));
}

TEST(token_opens_only_for_its_installation_and_with_its_key) {
    const TokenKeys old({std::string(32, 'a')});
    const TokenKeys both({std::string(32, 'b'), std::string(32, 'a')});
    const auto sealed = old.seal(1, 2, "xoxb-secret");
    EXPECT(old.open(1, 2, old.id(), sealed) == "xoxb-secret");
    EXPECT(both.open(1, 2, old.id(), sealed) == "xoxb-secret");
    EXPECT(!old.open(1, 3, old.id(), sealed) && !old.open(2, 2, old.id(), sealed));
    EXPECT(!TokenKeys({std::string(32, 'b')}).open(1, 2, old.id(), sealed));
    EXPECT(old.id() != both.id());
    EXPECT_THROW(std::invalid_argument, TokenKeys({std::string(31, 'a')}));
}

TEST(home_is_accepted_in_both_languages_whatever_stands_in_it) {
    const std::string long_text(2000, '<');
    for (const auto language : {http::Language::english, http::Language::korean}) {
        for (const auto left : {std::optional<std::int32_t>(), std::optional<std::int32_t>(100)}) {
            Home home{.language = language, .allowance_left = left, .refusal = "You are no member here."};
            for (int i = 0; i < 5; ++i) {
                home.kudos.push_back(
                    {.giver = i == 0 ? std::string_view() : long_text, .value = long_text, .message = long_text});
            }
            const base::Json view = base::Json::parse(home_of(home));
            EXPECT_EQ(describe(check_view(view.view())), "");
        }
    }
}

namespace {

struct OutboxStanding {
    io::ManualReactor reactor;
    io::InlineOffload offload{reactor};
    io::SystemResolver resolver{offload};
    postgres::Statistics statistics;
    postgres::Database database{reactor, resolver, postgres::Conninfo("host=/nowhere dbname=none"), {}, {}, statistics};
    base::ManualClock clock{base::Timestamp(std::chrono::seconds(1'800'000'000))};
    OneAnswer http;
    WebApi api{http, "https://slack.example/api"};
    TokenKeys keys{{"a secret of thirty-two bytes or more"}};
    Outbox outbox{database, api, keys, clock};

    base::Task<void> send_into(Outbox::Sent& sent, base::Timestamp last_start) {
        sent = co_await outbox.send(message(), "xoxb-1", last_start);
    }
    Outbox::Sent send(base::Timestamp last_start) {
        Outbox::Sent sent;
        bool done = false;
        io::Pump pump(reactor, send_into(sent, last_start), [&](const std::exception_ptr& failure) {
            done = true;
            if (failure) {
                std::rethrow_exception(failure);
            }
        });
        pump.start();
        reactor.run_until([&] { return done; });
        return sent;
    }
};

}  // namespace

TEST(message_is_not_sent_when_its_lease_ends_before_the_call_would) {
    OutboxStanding standing;
    standing.http.answer = {.status = 200, .headers = {}, .body = R"({"ok":true,"ts":"1.2","channel":"D1"})"};
    const base::Timestamp last_start = standing.clock.now();
    EXPECT_EQ(standing.send(last_start).ts, "1.2");
    standing.http.asked = {};
    standing.clock.advance(std::chrono::milliseconds(1));
    const Outbox::Sent late = standing.send(last_start);
    EXPECT(late.is_late && late.is_held);
    EXPECT(late.result.outcome == ApiOutcome::limited);
    EXPECT_EQ(standing.http.asked.url, "");
}

TEST(request_for_a_form_survives_its_job) {
    const ViewRequest request{.team_id = "T1",
                              .enterprise_id = {},
                              .user_id = "U1",
                              .trigger_id = "1.2.3",
                              .view = "give_kudos",
                              .received_at = base::Timestamp(std::chrono::microseconds(1'800'000'000'000'001)),
                              .recipient_user_id = "U2"};
    jobs::Job job;
    job.payload = open_view_job(request).payload;
    const ViewRequest read = ViewRequest::parse(job);
    EXPECT_EQ(read.trigger_id, "1.2.3");
    EXPECT(!read.enterprise_id && read.recipient_user_id == "U2");
    EXPECT(read.received_at == request.received_at);
    EXPECT_EQ(open_view_job(request).max_attempts, 1);
    job.payload = "{}";
    EXPECT_THROW(jobs::Permanent, ViewRequest::parse(job));
}

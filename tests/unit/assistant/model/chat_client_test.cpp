#include "assistant/model/chat_client.hpp"

#include "io/manual_reactor.hpp"
#include "io/pump.hpp"
#include "test.hpp"

#include <algorithm>
#include <functional>

using namespace gracy;
using namespace gracy::assistant;

namespace {

constexpr std::string_view good =
    R"({"model":"m","choices":[{"finish_reason":"stop","message":{"content":"{}"}}],"usage":{"prompt_tokens":10,"completion_tokens":5}})";

io::HttpResponse response(int status, std::string_view body = {},
                          std::vector<std::pair<std::string, std::string>> headers = {}) {
    return {.status = status, .headers = std::move(headers), .body = std::string(body)};
}

/// Servers by what their addresses begin with.
class Servers final : public io::HttpClient {
  public:
    using Script = std::function<io::HttpResponse(const io::HttpRequest&)>;

    base::Task<io::HttpResponse> send(io::HttpRequest request) override {
        asked.push_back(request.url);
        last = request;
        if (!answer) {
            throw io::HttpError(io::HttpFailure::connect, false, "nobody answers");
        }
        co_return answer(request);
    }

    /// Null: nobody answers.
    Script answer;
    std::vector<std::string> asked;
    io::HttpRequest last;
};

ServerSettings server(std::string name) {
    ServerSettings settings;
    settings.base_url = "https://" + name + ".example/v1";
    settings.name = std::move(name);
    settings.model = "m";
    settings.key = "sk-secret";
    settings.prompt_price = 2'000;
    settings.completion_price = 6'500;
    return settings;
}

base::Task<void> ask(ChatClient& client, const NextCall& next, std::optional<std::expected<Answer, NoAnswer>>& answer) {
    Conversation conversation;
    conversation.messages = {{Message::Role::system, "rules"}, {Message::Role::user, "question"}};
    conversation.form = {"answer", "{}"};
    conversation.tools = {{"find", "Finds.", "{}"}};
    answer.emplace(co_await client.ask(std::move(conversation), next));
}

/// A client with its own time.
struct Bench {
    explicit Bench(std::vector<ServerSettings> settings) : client(reactor, servers, std::move(settings)) {}

    std::expected<Answer, NoAnswer> ask() {
        std::optional<std::expected<Answer, NoAnswer>> answer;
        bool done = false;
        const NextCall next = [this](std::int64_t cost) { return pay(cost); };
        io::Pump pump(reactor, ::ask(client, next, answer), [&](const std::exception_ptr& failure) {
            done = true;
            if (failure) {
                std::rethrow_exception(failure);
            }
        });
        pump.start();
        reactor.run_until([&] { return done; });
        return std::move(answer.value());
    }

    base::Task<bool> pay(std::int64_t cost) {
        lost.push_back(cost);
        co_return may_go_on;
    }

    /// What calls may have cost whose answers were lost, before another was made; and whether one may be.
    std::vector<std::int64_t> lost;
    bool may_go_on = true;
    io::ManualReactor reactor{io::ManualReactor::Time::manual};
    Servers servers;
    ChatClient client;
};

}  // namespace

TEST(answer_comes_with_its_server_and_what_it_cost) {
    Bench bench({server("one")});
    bench.servers.answer = [](const io::HttpRequest&) { return response(200, good); };
    const auto answer = bench.ask();
    EXPECT(answer.has_value());
    EXPECT_EQ(answer->server, "one");
    EXPECT_EQ(answer->cost, 10 * 2 + (5 * 65 + 9) / 10);
    EXPECT_EQ(bench.servers.last.url, "https://one.example/v1/chat/completions");
    const std::pair<std::string, std::string> key("Authorization", "Bearer sk-secret");
    EXPECT(std::ranges::find(bench.servers.last.headers, key) != bench.servers.last.headers.end());
}

TEST(server_that_knows_no_tools_is_asked_without_from_then_on) {
    Bench bench({server("plain")});
    bench.servers.answer = [](const io::HttpRequest& request) {
        return request.body.contains("\"tools\"") ? response(400, R"({"error":{"message":"tools are not supported"}})")
                                                  : response(200, good);
    };
    EXPECT(bench.ask().has_value());
    EXPECT(bench.servers.asked.size() == 2 && bench.servers.last.body.contains("json_schema"));
    EXPECT(bench.ask().has_value());
    EXPECT_EQ(bench.servers.asked.size(), 3U);
}

TEST(server_that_knows_less_is_asked_in_a_simpler_way_from_then_on) {
    Bench bench({server("old")});
    bench.servers.answer = [](const io::HttpRequest& request) {
        if (request.body.contains("json_schema")) {
            return response(400, R"({"error":{"message":"response_format.type must be json_object"}})");
        }
        if (request.body.contains("tool_choice")) {
            return response(422, R"({"error":{"message":"tool_choice is not supported"}})");
        }
        return response(200, good);
    };
    EXPECT(bench.ask().has_value());
    EXPECT_EQ(bench.servers.asked.size(), 3U);
    EXPECT(bench.ask().has_value());
    EXPECT_EQ(bench.servers.asked.size(), 4U);
}

TEST(next_server_is_asked_when_the_preferred_one_fails) {
    Bench bench({server("one"), server("two")});
    bench.servers.answer = [](const io::HttpRequest& request) {
        return request.url.contains("//one") ? response(500) : response(200, good);
    };
    EXPECT_EQ(bench.ask()->server, "two");
    EXPECT_EQ(bench.servers.asked.size(), 2U);
}

TEST(failures_are_told_apart_by_whether_later_may_be_better) {
    const auto why = [](int status, std::string_view body = {}) {
        Bench bench({server("one")});
        bench.servers.answer = [=](const io::HttpRequest&) { return response(status, body); };
        return bench.ask().error().why;
    };
    for (const int status : {401, 403, 404, 408, 429, 500, 503}) {
        EXPECT(why(status) == NoAnswer::Why::unavailable);
    }
    for (const int status : {400, 413, 422}) {
        EXPECT(why(status) == NoAnswer::Why::refused);
    }
    EXPECT(why(400, R"({"error":{"code":"content_filter","param":"prompt","message":"filtered"}})") ==
           NoAnswer::Why::declined);
    EXPECT(why(200, "<html>") == NoAnswer::Why::unavailable);
    Bench silent({server("one")});
    EXPECT(silent.ask().error().why == NoAnswer::Why::unavailable);
    Bench nobody({});
    EXPECT(nobody.ask().error().why == NoAnswer::Why::none);
}

TEST(limit_says_how_long_to_wait_and_no_word_of_the_answer_or_the_key_is_told) {
    Bench bench({server("one")});
    bench.servers.answer = [](const io::HttpRequest&) {
        return response(429, "somebody's words", {{"retry-after", "7"}});
    };
    const auto none = bench.ask();
    EXPECT(none.error().retry_after == std::chrono::seconds(7));
    EXPECT(!none.error().detail.contains("words") && !none.error().detail.contains("secret"));
}

TEST(server_that_fails_five_times_is_left_alone_for_a_minute_and_then_tried_once) {
    Bench bench({server("one")});
    for (int i = 0; i < 7; ++i) {
        EXPECT(!bench.ask().has_value());
    }
    EXPECT_EQ(bench.servers.asked.size(), 5U);
    EXPECT(bench.client.wait() > std::chrono::seconds(0));
    bench.reactor.advance(std::chrono::seconds(61));
    EXPECT(bench.client.wait() == std::chrono::seconds(0));
    EXPECT(!bench.ask().has_value() && !bench.ask().has_value());
    EXPECT_EQ(bench.servers.asked.size(), 6U);
    bench.reactor.advance(std::chrono::seconds(61));
    bench.servers.answer = [](const io::HttpRequest&) { return response(200, good); };
    EXPECT(bench.ask().has_value() && bench.ask().has_value());
}

TEST(server_that_hangs_is_left_alone_as_well) {
    Bench bench({server("one")});
    bench.servers.answer = [&bench](const io::HttpRequest& request) -> io::HttpResponse {
        EXPECT(request.silence == std::chrono::seconds(30));
        bench.reactor.advance(std::chrono::seconds(30));
        throw io::HttpError(io::HttpFailure::timeout, true, "no word within 30 seconds");
    };
    for (int i = 0; i < 7; ++i) {
        const auto none = bench.ask();
        EXPECT(none.error().why == NoAnswer::Why::unavailable && !none.error().may_pass);
    }
    EXPECT_EQ(bench.servers.asked.size(), 5U);
}

TEST(failures_with_an_answer_between_them_do_not_add_up) {
    Bench bench({server("one")});
    int calls = 0;
    bench.servers.answer = [&calls](const io::HttpRequest&) {
        return ++calls % 5 == 0 ? response(200, good) : response(500);
    };
    for (int i = 0; i < 12; ++i) {
        bench.ask();
    }
    EXPECT_EQ(bench.servers.asked.size(), 12U);
}

TEST(prompts_that_are_refused_take_the_server_from_nobody_else) {
    for (const std::string_view body :
         {R"({"error":{"code":"content_filter","message":"filtered"}})",
          R"({"error":{"message":"Please reduce the length of the messages or functions.","code":null}})",
          R"({"error":{"message":"The strict tools of restricted invalid words","param":"messages"}})"}) {
        Bench bench({server("one")});
        bench.servers.answer = [body](const io::HttpRequest&) { return response(400, body); };
        for (int i = 0; i < 6; ++i) {
            EXPECT(!bench.ask().has_value());
        }
        EXPECT(bench.client.wait() == std::chrono::seconds(0));
        EXPECT_EQ(bench.servers.asked.size(), 6U);
        EXPECT(bench.servers.last.body.contains("json_schema") && bench.servers.last.body.contains("\"tools\""));
    }
}

TEST(what_a_server_did_not_know_is_tried_again_after_a_while) {
    Bench bench({server("one")});
    bench.servers.answer = [](const io::HttpRequest& request) {
        return request.body.contains("json_schema")
                   ? response(400, R"({"error":{"message":"response_format is not supported"}})")
                   : response(200, good);
    };
    EXPECT(bench.ask().has_value() && !bench.servers.last.body.contains("json_schema"));
    bench.servers.answer = [](const io::HttpRequest&) { return response(200, good); };
    EXPECT(bench.ask().has_value() && !bench.servers.last.body.contains("json_schema"));
    bench.reactor.advance(std::chrono::hours(1));
    EXPECT(bench.ask().has_value() && bench.servers.last.body.contains("json_schema"));
}

TEST(model_that_takes_neither_max_tokens_nor_a_temperature_is_asked_without) {
    Bench bench({server("one")});
    bench.servers.answer = [](const io::HttpRequest& request) {
        if (request.body.contains("\"max_tokens\"")) {
            return response(400,
                            R"({"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this )"
                            R"(model. Use 'max_completion_tokens' instead.","param":"max_tokens",)"
                            R"("code":"unsupported_parameter"}})");
        }
        EXPECT(request.body.contains("\"max_completion_tokens\"") && !request.body.contains("temperature"));
        return response(200, good);
    };
    EXPECT(bench.ask().has_value() && bench.ask().has_value());
    EXPECT_EQ(bench.servers.asked.size(), 3U);
}

TEST(what_a_server_may_have_written_in_vain_is_paid_before_the_next_is_asked) {
    Bench bench({server("one"), server("two")});
    bench.servers.answer = [](const io::HttpRequest& request) -> io::HttpResponse {
        if (request.url.contains("//one")) {
            throw io::HttpError(io::HttpFailure::timeout, true, "no word");
        }
        return response(200, good);
    };
    const std::int64_t of_next = bench.ask()->cost;
    EXPECT(bench.lost.size() == 1 && bench.lost.front() > 1024 * 6);
    bench.servers.answer = [](const io::HttpRequest& request) {
        return request.url.contains("//one") ? response(500) : response(200, good);
    };
    const std::int64_t behind_one_that_costs_nothing = bench.ask()->cost;
    EXPECT_EQ(of_next, 10 * 2 + (5 * 65 + 9) / 10);
    EXPECT_EQ(behind_one_that_costs_nothing, of_next);
    EXPECT_EQ(bench.lost.size(), 1U);
}

TEST(the_next_server_is_not_asked_when_nothing_is_left_to_pay_it_with) {
    Bench bench({server("one"), server("two")});
    bench.may_go_on = false;
    bench.servers.answer = [](const io::HttpRequest& request) -> io::HttpResponse {
        if (request.url.contains("//one")) {
            throw io::HttpError(io::HttpFailure::timeout, true, "no word");
        }
        return response(200, good);
    };
    const auto none = bench.ask();
    EXPECT(!none && none.error().why == NoAnswer::Why::unpaid && none.error().cost == 0);
    EXPECT(bench.servers.asked.size() == 1 && bench.lost.size() == 1);
}

TEST(streamed_answer_is_read_as_well) {
    ServerSettings streaming = server("one");
    streaming.stream = true;
    Bench bench({streaming});
    bench.servers.answer = [](const io::HttpRequest& request) {
        EXPECT(request.body.contains("include_usage"));
        return response(
            200,
            "data: {\"choices\":[{\"delta\":{\"content\":\"{}\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
            {{"content-type", "text/event-stream; charset=utf-8"}});
    };
    const auto answer = bench.ask();
    EXPECT_EQ(answer->completion.output, "{}");
    EXPECT(answer->completion.usage.estimated && answer->cost > 0);
}

TEST(server_that_does_not_know_stream_options_is_asked_without_and_its_usage_is_estimated) {
    ServerSettings streaming = server("one");
    streaming.stream = true;
    Bench bench({streaming});
    bench.servers.answer = [](const io::HttpRequest& request) {
        if (request.body.contains("stream_options")) {
            return response(422,
                            R"({"detail":[{"loc":["body","stream_options"],"msg":"Extra fields not permitted"}]})");
        }
        EXPECT(request.body.contains("\"stream\":true") && request.body.contains("json_schema"));
        return response(200, "data: {\"choices\":[{\"delta\":{\"content\":\"{}\"},\"finish_reason\":\"stop\"}]}\n\n",
                        {{"content-type", "text/event-stream"}});
    };
    const auto answer = bench.ask();
    EXPECT(answer.has_value() && answer->completion.usage.estimated && answer->cost > 0);
    EXPECT(bench.ask().has_value());
    EXPECT_EQ(bench.servers.asked.size(), 3U);
}

TEST(server_that_knows_no_form_at_all_is_told_the_schema_and_nothing_else) {
    Bench bench({server("bare")});
    bench.servers.answer = [](const io::HttpRequest& request) {
        for (const std::string_view name : {"response_format", "tool_choice", "tools"}) {
            if (request.body.contains(fmt::format("\"{}\":", name))) {
                return response(400, fmt::format(R"({{"error":{{"message":"{} is not supported"}}}})", name));
            }
        }
        EXPECT(request.body.contains("JSON object of this schema"));
        return response(200, good);
    };
    EXPECT(bench.ask().has_value());
    const std::size_t asked = bench.servers.asked.size();
    EXPECT(bench.ask().has_value());
    EXPECT_EQ(bench.servers.asked.size(), asked + 1);
}

TEST(server_that_wants_to_be_left_alone_is_and_the_others_are_asked) {
    Bench bench({server("one"), server("two")});
    bench.servers.answer = [](const io::HttpRequest& request) {
        return request.url.contains("//one") ? response(429, "", {{"retry-after", "40"}}) : response(200, good);
    };
    EXPECT_EQ(bench.ask()->server, "two");
    EXPECT_EQ(bench.ask()->server, "two");
    EXPECT_EQ(bench.servers.asked.size(), 3U);
    EXPECT(bench.client.wait() == std::chrono::seconds(0));
    bench.servers.answer = [](const io::HttpRequest&) { return response(429, "", {{"retry-after", "7"}}); };
    // The one that comes first counts, and nobody is asked before.
    EXPECT(bench.ask().error().retry_after == std::chrono::seconds(7));
    EXPECT(bench.client.wait() == std::chrono::seconds(7));
    EXPECT(bench.ask().error().why == NoAnswer::Why::unavailable);
    EXPECT_EQ(bench.servers.asked.size(), 4U);
    bench.reactor.advance(std::chrono::seconds(7));
    bench.servers.answer = [](const io::HttpRequest&) { return response(200, good); };
    EXPECT_EQ(bench.ask()->server, "two");
    bench.reactor.advance(std::chrono::seconds(33));
    EXPECT_EQ(bench.ask()->server, "one");
}

TEST(another_server_that_may_be_asked_at_once_is_not_waited_for) {
    Bench bench({server("one"), server("two")});
    bench.servers.answer = [](const io::HttpRequest& request) {
        return request.url.contains("//one") ? response(429, "", {{"retry-after", "3600"}}) : response(500);
    };
    const auto none = bench.ask();
    EXPECT(!none && none.error().may_pass && !none.error().retry_after);
}

TEST(model_that_thinks_has_room_for_it_and_it_is_paid_for) {
    Bench bench({server("one")});
    const auto allowed = [](const io::HttpRequest& request) {
        return base::Json::parse(request.body)["max_completion_tokens"].integer();
    };
    bench.servers.answer = [](const io::HttpRequest& request) {
        return request.body.contains("\"max_tokens\"")
                   ? response(400, R"({"error":{"message":"Unsupported parameter: 'max_tokens'","param":"max_tokens",)"
                                   R"("code":"unsupported_parameter"}})")
                   : response(200, good);
    };
    Conversation conversation;
    conversation.form = {"answer", "{}"};
    const std::int64_t before = bench.client.highest_cost(conversation);
    EXPECT(bench.ask().has_value());
    EXPECT_EQ(allowed(bench.servers.last).value(), 1024 + 4000);
    EXPECT_EQ(bench.client.highest_cost(conversation) - before, 4000 * 65 / 10);
    // What was set aside before did not reach.
    EXPECT(bench.lost == std::vector<std::int64_t>{0});
    ServerSettings told = server("two");
    told.thinking_tokens = 100;
    Bench other({told});
    other.servers.answer = [](const io::HttpRequest&) { return response(200, good); };
    EXPECT(other.ask().has_value() && other.servers.last.body.contains("\"max_tokens\":1124"));
}

TEST(model_that_turns_out_to_think_is_not_asked_when_nothing_is_left_to_pay_that_with) {
    Bench bench({server("one")});
    bench.may_go_on = false;
    bench.servers.answer = [](const io::HttpRequest&) {
        return response(400, R"({"error":{"message":"Unsupported parameter: 'max_tokens'","param":"max_tokens",)"
                             R"("code":"unsupported_parameter"}})");
    };
    EXPECT(bench.ask().error().why == NoAnswer::Why::unpaid);
    EXPECT_EQ(bench.servers.asked.size(), 1U);
}

TEST(server_that_counts_more_tokens_than_were_reckoned_has_more_set_aside_from_then_on) {
    Bench bench({server("one")});
    std::int64_t tokens = 40;
    bench.servers.answer = [&tokens](const io::HttpRequest&) {
        return response(
            200, fmt::format(R"({{"model":"m","choices":[{{"finish_reason":"stop","message":{{"content":"{{}}"}}}}],)"
                             R"("usage":{{"prompt_tokens":{},"completion_tokens":5}}}})",
                             tokens));
    };
    Conversation conversation;
    conversation.messages = {{Message::Role::user, std::string(30'000, 'x')}};
    conversation.max_tokens = 0;
    const std::int64_t reckoned = bench.client.highest_cost(conversation);
    EXPECT(bench.ask().has_value());
    const std::int64_t learnt = bench.client.highest_cost(conversation);
    EXPECT(learnt > 2 * reckoned && learnt <= 3 * reckoned);
    // Fewer are believed when many answers say so, and never fewer than reckoned.
    tokens = 1;
    EXPECT(bench.ask().has_value());
    EXPECT(bench.client.highest_cost(conversation) < learnt &&
           bench.client.highest_cost(conversation) > reckoned * 3 / 2);
    for (int i = 0; i < 600; ++i) {
        EXPECT(bench.ask().has_value());
    }
    EXPECT_EQ(bench.client.highest_cost(conversation), reckoned);
    // What no tokenizer does is not believed.
    tokens = 1'000'000;
    EXPECT(bench.ask().has_value());
    EXPECT(bench.client.highest_cost(conversation) <= 3 * reckoned);
}

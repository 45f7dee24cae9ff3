#include "assistant/model/chat_client.hpp"

#include "assistant/model/completion_stream.hpp"
#include "base/log.hpp"
#include "http/retry_after.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

namespace gracy::assistant {
namespace {

constexpr std::chrono::seconds connect_timeout{3};
constexpr std::chrono::seconds longest_retry_after{3600};
// A server may have been replaced, or its words have been misread; then one call in so long is made twice.
constexpr std::chrono::minutes lowered_for{30};
constexpr std::int64_t billionths = 1000;
constexpr std::int32_t usual_thinking = 4000;
// No tokenizer needs more tokens than a text has bytes.
constexpr double fewest_bytes_per_token = 1;
// A prompt that took more tokens than were reckoned counts at once; that they become fewer, only when many say so.
constexpr double trust_in_fewer_tokens = 1.0 / 16;

std::optional<std::chrono::seconds> retry_after(const io::HttpResponse& response) {
    const auto seconds = http::retry_after(response.header("retry-after"), response.header("date"));
    return seconds ? std::optional(std::min(*seconds, longest_retry_after)) : std::nullopt;
}

OutputMode next_mode(OutputMode mode) {
    return mode == OutputMode::json_schema   ? OutputMode::forced_tool
           : mode == OutputMode::forced_tool ? OutputMode::json_object
                                             : OutputMode::plain;
}

std::string_view name_of(OutputMode mode) {
    return mode == OutputMode::json_schema   ? "JSON schemas"
           : mode == OutputMode::forced_tool ? "forced tools"
                                             : "JSON objects";
}

bool is_stream(const io::HttpResponse& response) {
    return response.header("content-type").value_or("").starts_with("text/event-stream");
}

std::int64_t cost_of(const ServerSettings& server, const Usage& usage) {
    const std::int64_t cost =
        usage.prompt_tokens * server.prompt_price + usage.completion_tokens * server.completion_price;
    return (cost + billionths - 1) / billionths;
}

}  // namespace

std::int32_t ChatClient::thinking_tokens(std::size_t server) const {
    const bool thinks = servers_[server].manner.limits == Limits::reasoning;
    return settings_[server].thinking_tokens.value_or(thinks ? usual_thinking : 0);
}

std::int64_t ChatClient::highest_cost(std::size_t server, const Conversation& conversation) const {
    return cost_of(settings_[server],
                   {.prompt_tokens = estimated_prompt_tokens(conversation, servers_[server].bytes_per_token),
                    .completion_tokens = conversation.max_tokens + thinking_tokens(server)});
}

std::int64_t ChatClient::highest_cost(const Conversation& conversation) const {
    std::int64_t highest = 0;
    for (std::size_t i = 0; i < servers_.size(); ++i) {
        highest = std::max(highest, highest_cost(i, conversation));
    }
    return highest;
}

RequestOptions ChatClient::best_manner(const ServerSettings& settings) {
    return {.model = settings.model, .mode = settings.mode, .stream = settings.stream};
}

bool ChatClient::is_lowered(Trouble trouble) {
    return trouble == Trouble::unknown_mode || trouble == Trouble::unknown_tools ||
           trouble == Trouble::unknown_limits || trouble == Trouble::unknown_usage;
}

ChatClient::ChatClient(io::Reactor& reactor, io::HttpClient& http, std::vector<ServerSettings> servers)
    : reactor_(reactor), http_(http), settings_(std::move(servers)) {
    for (const ServerSettings& server : settings_) {
        servers_.push_back({.manner = best_manner(server)});
    }
}

std::chrono::seconds ChatClient::wait() const {
    const auto now = reactor_.now();
    auto shortest = servers_.empty() ? std::chrono::seconds(0) : std::chrono::seconds::max();
    for (const Server& server : servers_) {
        const auto free_at = std::max(server.not_before, server.circuit.open_until().value_or(server.not_before));
        shortest = std::min(shortest, free_at <= now ? std::chrono::seconds(0)
                                                     : std::chrono::ceil<std::chrono::seconds>(free_at - now));
    }
    return shortest;
}

base::Task<std::expected<Answer, NoAnswer>> ChatClient::ask(Conversation conversation, const NextCall& next) {
    if (servers_.empty()) {
        co_return std::unexpected(NoAnswer{.why = NoAnswer::Why::none, .detail = "no servers are configured"});
    }
    NoAnswer none{.why = NoAnswer::Why::refused};
    for (std::size_t i = 0; i < servers_.size(); ++i) {
        CircuitBreaker& circuit = servers_[i].circuit;
        if (reactor_.now() < servers_[i].not_before || !circuit.admit(reactor_.now())) {
            none.why = NoAnswer::Why::unavailable;
            none.detail += fmt::format("{}: left alone for now; ", settings_[i].name);
            continue;
        }
        if (none.cost > 0) {
            const std::int64_t lost = std::exchange(none.cost, 0);
            if (!co_await next(lost)) {
                none.why = NoAnswer::Why::unpaid;
                co_return std::unexpected(std::move(none));
            }
        }
        auto completion = co_await call(i, conversation);
        while (!completion && is_lowered(completion.error().trouble)) {
            // It thinks, and nothing was set aside for that.
            const bool costs_more =
                completion.error().trouble == Trouble::unknown_limits && !settings_[i].thinking_tokens;
            if (costs_more && !co_await next(0)) {
                none.why = NoAnswer::Why::unpaid;
                co_return std::unexpected(std::move(none));
            }
            // Another task may have lowered it meanwhile; never below the last one, which knows no such failure.
            completion = co_await call(i, conversation);
        }
        if (completion) {
            circuit.succeeded();
            learn(i, *completion, conversation);
            estimate_usage(*completion, conversation);
            const std::int64_t cost = cost_of(settings_[i], completion->usage);
            co_return Answer{.completion = std::move(*completion), .server = settings_[i].name, .cost = cost};
        }
        const Failure& failure = completion.error();
        none.cost += failure.maybe_billed ? highest_cost(i, conversation) : 0;
        none.detail += fmt::format("{}: {}; ", settings_[i].name, failure.detail);
        base::log(base::LogLevel::warning, "assistant: {}: {}", settings_[i].name, failure.detail);
        add(none, failure);
        if (failure.trouble == Trouble::declined || failure.trouble == Trouble::refused) {
            circuit.succeeded();  // it has answered; what one member asks takes it from nobody else
        } else {
            circuit.failed(reactor_.now());
        }
        if (failure.trouble == Trouble::overloaded && failure.retry_after) {
            servers_[i].not_before = reactor_.now() + *failure.retry_after;
        }
    }
    if (const auto until_one_is_free = wait(); until_one_is_free > std::chrono::seconds(0)) {
        none.retry_after = until_one_is_free;
    }
    co_return std::unexpected(std::move(none));
}

void ChatClient::learn(std::size_t server, const Completion& completion, const Conversation& conversation) {
    if (const auto measured = measured_bytes_per_token(completion, conversation)) {
        const double told = std::clamp<double>(*measured, fewest_bytes_per_token, bytes_per_token);
        double& known = servers_[server].bytes_per_token;
        known = told < known ? told : known + (told - known) * trust_in_fewer_tokens;
    }
}

void ChatClient::add(NoAnswer& none, const Failure& failure) {
    if (failure.trouble == Trouble::declined && none.why == NoAnswer::Why::refused) {
        none.why = NoAnswer::Why::declined;
    } else if (failure.trouble == Trouble::overloaded || failure.trouble == Trouble::misconfigured) {
        none.why = NoAnswer::Why::unavailable;
        none.may_pass = none.may_pass || (failure.trouble == Trouble::overloaded && !failure.timed_out);
    }
}

base::Task<std::expected<Completion, ChatClient::Failure>> ChatClient::call(std::size_t server,
                                                                            const Conversation& conversation) {
    const ServerSettings& settings = settings_[server];
    Server& state = servers_[server];
    if (state.lowered_at && reactor_.now() - *state.lowered_at >= lowered_for) {
        state.manner = best_manner(settings);
        state.lowered_at.reset();
    }
    RequestOptions asked = state.manner;
    asked.tools = asked.tools && !conversation.tools.empty();
    asked.thinking_tokens = thinking_tokens(server);
    io::HttpRequest request;
    request.method = "POST";
    request.url = settings.base_url + "/chat/completions";
    request.headers = {{"Content-Type", "application/json"},
                       {"Accept", settings.stream ? "text/event-stream, application/json" : "application/json"}};
    if (!settings.key.empty()) {
        request.headers.emplace_back("Authorization", "Bearer " + settings.key);
    }
    request.body = completion_request(conversation, asked);
    request.timeout = settings.timeout;
    request.once = true;  // each costs
    request.connect_timeout = std::min<std::chrono::milliseconds>(settings.timeout, connect_timeout);
    request.silence = settings.silence;
    request.max_response_bytes = largest_completion;
    std::optional<Failure> silence;
    io::HttpResponse response;
    try {
        response = co_await http_.send(std::move(request));
    } catch (const io::HttpError& error) {
        silence = Failure{.trouble = Trouble::overloaded,
                          .detail = error.what(),
                          .timed_out = error.failure() == io::HttpFailure::timeout,
                          .maybe_billed = error.maybe_received()};
    }
    if (silence) {
        co_return std::unexpected(std::move(*silence));
    }
    auto completion = read(response, conversation, asked);
    if (!completion && is_lowered(completion.error().trouble)) {
        lower(server, asked, completion.error().trouble);
    }
    co_return completion;
}

void ChatClient::lower(std::size_t server, const RequestOptions& asked, Trouble why) {
    const std::string& name = settings_[server].name;
    Server& state = servers_[server];
    state.lowered_at = state.lowered_at.value_or(reactor_.now());
    if (why == Trouble::unknown_tools) {
        state.manner.tools = false;
        base::log(base::LogLevel::info, "assistant: {} does not know tools; going on without", name);
    } else if (why == Trouble::unknown_limits) {
        state.manner.limits = Limits::reasoning;
        base::log(base::LogLevel::info, "assistant: {} does not know max_tokens or temperature; going on without",
                  name);
    } else if (why == Trouble::unknown_usage) {
        state.manner.usage = false;
        base::log(base::LogLevel::info, "assistant: {} does not know stream_options; going on without", name);
    } else if (state.manner.mode == asked.mode) {
        state.manner.mode = next_mode(asked.mode);
        base::log(base::LogLevel::info, "assistant: {} does not know {}; going on without", name, name_of(asked.mode));
    }
}

std::expected<Completion, ChatClient::Failure> ChatClient::read(const io::HttpResponse& response,
                                                                const Conversation& conversation,
                                                                const RequestOptions& asked) {
    if (response.status != 200) {
        return std::unexpected(Failure{.trouble = trouble_of(response, asked),
                                       .detail = fmt::format("HTTP {}", response.status),
                                       .retry_after = retry_after(response)});
    }
    try {
        if (!is_stream(response)) {
            return parse_completion(response.body, conversation.form);
        }
        CompletionStream stream(conversation.form);
        stream.push(response.body);
        return stream.take();
    } catch (const NotACompletion& error) {
        return std::unexpected(Failure{.trouble = Trouble::overloaded, .detail = error.what(), .maybe_billed = true});
    }
}

}  // namespace gracy::assistant

#include "assistant/model/chat_client.hpp"

#include "assistant/model/completion_stream.hpp"
#include "base/log.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <charconv>

namespace gracy::assistant {
namespace {

constexpr std::chrono::seconds connect_timeout{3};
constexpr std::chrono::seconds longest_retry_after{3600};

std::optional<std::chrono::seconds> retry_after(const io::HttpResponse& response) {
    const std::string_view text = response.header("retry-after").value_or("");
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || seconds < 0) {
        return std::nullopt;
    }
    return std::min(std::chrono::seconds(seconds), longest_retry_after);
}

/// Whether a refusal is about how the form was asked for: servers have no common code for it, but they name the member.
bool is_about(OutputMode mode, std::string_view body) {
    static constexpr std::array<std::string_view, 3> of_schema{"json_schema", "response_format", "strict"};
    static constexpr std::array<std::string_view, 3> of_tool{"tool", "function", "tool_choice"};
    const auto names = [body](const auto& words) {
        return std::ranges::any_of(words, [body](std::string_view word) { return body.contains(word); });
    };
    switch (mode) {
        case OutputMode::json_schema:
            return names(of_schema);
        case OutputMode::forced_tool:
            return names(of_tool);
        case OutputMode::json_object:
            break;
    }
    return false;
}

bool is_stream(const io::HttpResponse& response) {
    return response.header("content-type").value_or("").starts_with("text/event-stream");
}

std::int64_t cost_of(const ServerSettings& server, const Usage& usage) {
    return usage.prompt_tokens * server.prompt_price + usage.completion_tokens * server.completion_price;
}

}  // namespace

std::int64_t highest_cost(const std::vector<ServerSettings>& servers, const Conversation& conversation) {
    const Usage usage{.prompt_tokens = estimated_prompt_tokens(conversation),
                      .completion_tokens = conversation.max_tokens};
    std::int64_t highest = 0;
    for (const ServerSettings& server : servers) {
        highest = std::max(highest, cost_of(server, usage));
    }
    return highest;
}

bool ChatClient::is_lowered(Failure::Kind kind) {
    return kind == Failure::Kind::unknown_mode || kind == Failure::Kind::unknown_tools;
}

ChatClient::ChatClient(io::Reactor& reactor, io::HttpClient& http, std::vector<ServerSettings> servers)
    : reactor_(reactor), http_(http), settings_(std::move(servers)) {
    for (const ServerSettings& server : settings_) {
        servers_.push_back({.mode = server.mode, .circuit = {}});
    }
}

bool ChatClient::is_available() const {
    return std::ranges::any_of(servers_,
                               [this](const Server& server) { return !server.circuit.is_open(reactor_.now()); });
}

base::Task<std::expected<Answer, NoAnswer>> ChatClient::ask(Conversation conversation) {
    if (servers_.empty()) {
        co_return std::unexpected(NoAnswer{.why = NoAnswer::Why::none, .detail = "no servers are configured"});
    }
    NoAnswer none{.why = NoAnswer::Why::refused};
    for (std::size_t i = 0; i < servers_.size(); ++i) {
        if (!servers_[i].circuit.admit(reactor_.now())) {
            none.why = NoAnswer::Why::unavailable;
            none.detail += fmt::format("{}: left alone for now; ", settings_[i].name);
            continue;
        }
        auto completion = co_await call(i, conversation);
        while (!completion && is_lowered(completion.error().kind)) {
            // Another task may have lowered it meanwhile; never below the last one, which knows no such failure.
            completion = co_await call(i, conversation);
        }
        if (completion) {
            servers_[i].circuit.succeeded();
            estimate_usage(completion->usage, conversation, completion->output);
            const std::int64_t cost = cost_of(settings_[i], completion->usage);
            co_return Answer{.completion = std::move(*completion), .server = settings_[i].name, .cost = cost};
        }
        const Failure& failure = completion.error();
        none.maybe_billed = none.maybe_billed || failure.maybe_billed;
        none.detail += fmt::format("{}: {}; ", settings_[i].name, failure.detail);
        base::log(base::LogLevel::warning, "assistant: {}: {}", settings_[i].name, failure.detail);
        // A server that refuses is as good as none until somebody has looked, and there is no use in asking it at
        // every question.
        servers_[i].circuit.failed(reactor_.now());
        if (failure.kind == Failure::Kind::unavailable) {
            none.why = NoAnswer::Why::unavailable;
            if (failure.retry_after) {
                none.retry_after = std::max(none.retry_after.value_or(std::chrono::seconds(0)), *failure.retry_after);
            }
        }
    }
    co_return std::unexpected(std::move(none));
}

base::Task<std::expected<Completion, ChatClient::Failure>> ChatClient::call(std::size_t server,
                                                                            const Conversation& conversation) {
    const ServerSettings& settings = settings_[server];
    const OutputMode mode = servers_[server].mode;
    const bool has_tools = servers_[server].tools && !conversation.tools.empty();
    io::HttpRequest request;
    request.method = "POST";
    request.url = settings.base_url + "/chat/completions";
    request.headers = {{"Content-Type", "application/json"},
                       {"Accept", settings.stream ? "text/event-stream, application/json" : "application/json"}};
    if (!settings.key.empty()) {
        request.headers.emplace_back("Authorization", "Bearer " + settings.key);
    }
    request.body = completion_request(
        conversation, {.model = settings.model, .mode = mode, .stream = settings.stream, .tools = has_tools});
    request.timeout = settings.timeout;
    request.connect_timeout = std::min<std::chrono::milliseconds>(settings.timeout, connect_timeout);
    request.max_response_bytes = largest_completion;
    std::optional<Failure> silence;
    io::HttpResponse response;
    try {
        response = co_await http_.send(std::move(request));
    } catch (const io::HttpError& error) {
        silence =
            Failure{.kind = Failure::Kind::unavailable, .detail = error.what(), .maybe_billed = error.maybe_received()};
    }
    if (silence) {
        co_return std::unexpected(std::move(*silence));
    }
    auto completion = read(response, conversation, mode, has_tools);
    if (!completion && is_lowered(completion.error().kind)) {
        lower(server, mode, completion.error().kind);
    }
    co_return completion;
}

void ChatClient::lower(std::size_t server, OutputMode mode, Failure::Kind why) {
    const std::string& name = settings_[server].name;
    if (why == Failure::Kind::unknown_tools) {
        servers_[server].tools = false;
        base::log(base::LogLevel::info, "assistant: {} does not know tools; going on without", name);
    } else if (servers_[server].mode == mode) {
        servers_[server].mode = mode == OutputMode::json_schema ? OutputMode::forced_tool : OutputMode::json_object;
        base::log(base::LogLevel::info, "assistant: {} does not know {}; going on without", name,
                  mode == OutputMode::json_schema ? "JSON schemas" : "forced tools");
    }
}

std::expected<Completion, ChatClient::Failure> ChatClient::read(const io::HttpResponse& response,
                                                                const Conversation& conversation, OutputMode mode,
                                                                bool has_tools) {
    using Kind = Failure::Kind;
    const int status = response.status;
    if (status == 200) {
        try {
            if (!is_stream(response)) {
                return parse_completion(response.body, conversation.form);
            }
            CompletionStream stream(conversation.form);
            stream.push(response.body);
            return stream.take();
        } catch (const NotACompletion& error) {
            return std::unexpected(Failure{.kind = Kind::unavailable, .detail = error.what(), .maybe_billed = true});
        }
    }
    const std::string detail = fmt::format("HTTP {}", status);
    const bool is_about_request = status == 400 || status == 404 || status == 422 || status == 501;
    if (is_about_request && has_tools && mode == OutputMode::json_schema && !is_about(mode, response.body) &&
        is_about(OutputMode::forced_tool, response.body)) {
        return std::unexpected(Failure{.kind = Kind::unknown_tools, .detail = detail});
    }
    if (status == 408 || status == 429 || status >= 500) {
        if (status == 501 && is_about(mode, response.body)) {
            return std::unexpected(Failure{.kind = Kind::unknown_mode, .detail = detail});
        }
        return std::unexpected(
            Failure{.kind = Kind::unavailable, .detail = detail, .retry_after = retry_after(response)});
    }
    if ((status == 400 || status == 404 || status == 422) && is_about(mode, response.body)) {
        return std::unexpected(Failure{.kind = Kind::unknown_mode, .detail = detail});
    }
    return std::unexpected(Failure{.kind = Kind::refused, .detail = detail});
}

}  // namespace gracy::assistant

// Asks language models: several servers in order of preference, each with what it turned out to know and whether it
// answers at all.
#pragma once

#include "assistant/model/circuit_breaker.hpp"
#include "assistant/model/completion.hpp"
#include "assistant/model/server_error.hpp"
#include "base/task.hpp"
#include "io/http_client.hpp"
#include "io/reactor.hpp"

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gracy::assistant {

struct ServerSettings {
    /// For the log and the record of a call.
    std::string name;
    /// "https://api.openai.com/v1", without the slash.
    std::string base_url;
    std::string model;
    /// Sent as a bearer token; empty: none. Never logged.
    std::string key;
    /// The best that the server knows. It is lowered for a while when the server refuses it.
    OutputMode mode = OutputMode::json_schema;
    bool stream = false;
    std::chrono::milliseconds timeout{90'000};
    /// For how long it may say nothing: before the first byte, and between two.
    std::chrono::seconds silence{30};
    /// What a model may think before it answers, in tokens that are paid for and not shown. Nothing: none, and 4,000
    /// for a model that turns out to take no other limit than max_completion_tokens.
    std::optional<std::int32_t> thinking_tokens{};
    /// Billionths of the currency for a token: thousandths of its units for a million tokens.
    std::int64_t prompt_price = 0;
    std::int64_t completion_price = 0;
};

struct Answer {
    Completion completion;
    std::string server;
    /// Millionths of the currency; without what was booked by NextCall.
    std::int64_t cost = 0;
};

struct NoAnswer {
    enum class Why : unsigned char {
        none,         // there are no servers
        unpaid,       // the budget has nothing left for another server
        unavailable,  // silence, overload, circuits that are open, or keys that are refused: later, perhaps
        declined,     // a filter does not let the prompt through
        refused,      // every server refuses the request
    } why;
    /// For the operator. Without a secret or a person's words.
    std::string detail{};
    /// When the first of the servers may be asked again that want, or are, to be left alone.
    std::optional<std::chrono::seconds> retry_after{};
    /// Another try in a moment may be answered. Not after a time-out, which would be waited for again.
    bool may_pass = false;
    /// Millionths of the currency, at most: of an answer that was lost or could not be read; without what was booked by
    /// NextCall.
    std::int64_t cost = 0;
};

/// Whether another call may be made, behind one whose answer was lost or of a model that turned out to think: books
/// what that one may have cost, `lost`, and sets aside what another costs at most by now.
using NextCall = std::function<base::Task<bool>(std::int64_t lost)>;

class ChatClient {
  public:
    /// `servers`: the preferred one first. Everything referred to must outlive this.
    ChatClient(io::Reactor& reactor, io::HttpClient& http, std::vector<ServerSettings> servers);

    const std::vector<ServerSettings>& servers() const { return settings_; }
    /// Until some server may be asked; 0: now.
    std::chrono::seconds wait() const;
    /// What a call costs at most on any of the servers, in millionths of the currency.
    std::int64_t highest_cost(const Conversation& conversation) const;

    /// One call has been paid for; `next` is asked before each that comes on top of it. Never throws for what servers
    /// or the network do. `next` must outlive the task.
    base::Task<std::expected<Answer, NoAnswer>> ask(Conversation conversation, const NextCall& next);

  private:
    struct Failure {
        Trouble trouble;
        std::string detail;
        std::optional<std::chrono::seconds> retry_after{};
        bool timed_out = false;
        bool maybe_billed = false;
    };
    struct Server {
        RequestOptions manner;
        /// When it knew less than is asked of it.
        std::optional<std::chrono::steady_clock::time_point> lowered_at{};
        CircuitBreaker circuit{};
        /// Of a prompt, as its last answers have told: never more than is reckoned with, so that what is set aside is
        /// rather too much.
        double bytes_per_token = assistant::bytes_per_token;
        /// It has said so.
        std::chrono::steady_clock::time_point not_before{};
    };

    static RequestOptions best_manner(const ServerSettings& settings);
    static bool is_lowered(Trouble trouble);
    /// What a failure means for the whole, when no later server answers.
    static void add(NoAnswer& none, const Failure& failure);
    base::Task<std::expected<Completion, Failure>> call(std::size_t server, const Conversation& conversation);
    static std::expected<Completion, Failure> read(const io::HttpResponse& response, const Conversation& conversation,
                                                   const RequestOptions& asked);
    void lower(std::size_t server, const RequestOptions& asked, Trouble why);
    void learn(std::size_t server, const Completion& completion, const Conversation& conversation);
    std::int32_t thinking_tokens(std::size_t server) const;
    std::int64_t highest_cost(std::size_t server, const Conversation& conversation) const;

    io::Reactor& reactor_;
    io::HttpClient& http_;
    const std::vector<ServerSettings> settings_;
    std::vector<Server> servers_;
};

}  // namespace gracy::assistant

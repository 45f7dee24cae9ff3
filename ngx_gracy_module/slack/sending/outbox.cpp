#include "slack/sending/outbox.hpp"

#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "base/optional_view.hpp"
#include "gracy/sql/slack.hpp"
#include "http/urlencoded.hpp"
#include "postgres/client.hpp"
#include "slack/block_kit/block_rules.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/sending/cursor.hpp"
#include "slack/sending/held_rows.hpp"

#include <fmt/format.h>
#include <vector>

namespace gracy::slack {
namespace {

using base::JsonView;
using base::LogLevel;

constexpr std::int32_t at_once = 8;
constexpr std::chrono::seconds call_timeout{10};
// After it nobody believes that a message of the batch is still on its way, and others send it: an uncertain one takes
// three calls, so that a batch may last longer, and what it has not begun by then it leaves alone.
constexpr std::int32_t lease_seconds = 120;
constexpr std::chrono::seconds lease{lease_seconds};
constexpr std::chrono::minutes while_refused{10};
constexpr std::string_view event_type = "gracy_message";
// What was said since a message was written, by pages of what Slack recommends; Slack's clock may be behind ours.
constexpr int page_size = 200;
constexpr int most_pages = 10;
constexpr std::chrono::minutes clocks_apart{1};
// While Slack has no turn for looking; where it gives one a minute, a busy conversation is never read to its end.
constexpr std::chrono::hours longest_look{24};
constexpr base::JsonLimits argument_limits{.bytes = 1 << 20, .depth = 64};

std::string metadata_id(const OutgoingMessage& message) {
    return fmt::format("{}-{}", message.team_space_id, message.id);
}

std::string_view result_name(ApiOutcome outcome) {
    switch (outcome) {
        case ApiOutcome::ok:
            return "sent";
        case ApiOutcome::limited:
            return "limited";
        case ApiOutcome::retry:
            return "retry";
        case ApiOutcome::uncertain:
            return "uncertain";
        case ApiOutcome::reinstall:
            return "refused";
        case ApiOutcome::unreachable:
        case ApiOutcome::defect:
            break;
    }
    return "failed";
}

/// An installation of before may lack the scope of one method; messages that need it fail, and all others are sent.
void without_stopping_others(ApiResult& result) {
    if (result.error == "missing_scope") {
        result.outcome = ApiOutcome::unreachable;
    }
}

/// As long as a call like this one would be refused.
std::chrono::seconds pause_after(const ApiResult& result) {
    return result.outcome == ApiOutcome::reinstall ? std::chrono::seconds(while_refused)
                                                   : result.retry_after.value_or(std::chrono::seconds(0));
}

/// Slack answered that something went wrong, and may have posted it before that.
void doubt(const OutgoingMessage& message, ApiResult& result) {
    if (message.method == "chat.postMessage" && result.outcome == ApiOutcome::retry && may_have_acted(result)) {
        result.outcome = ApiOutcome::uncertain;
    }
}

/// The message may stand there, and nobody can look: whether it has to be sent again is for people to see.
ApiResult unseen(const OutgoingMessage& message, const std::string& why) {
    base::log(LogLevel::warning, "slack message {}/{} cannot be looked for: {}", message.team_space_id, message.id,
              why);
    return {.outcome = ApiOutcome::unreachable, .error = "uncertain_unseen"};
}

/// What Slack would refuse, found before it is asked; empty when it would take it.
std::string faults_of(const OutgoingMessage& message) {
    const base::Json arguments = base::Json::parse(message.arguments, argument_limits);
    if (message.method == "views.publish") {
        return describe(check_view(arguments["view"]));
    }
    // An empty array takes the blocks of an older text away.
    return arguments["blocks"].size() > 0 ? describe(check_message_blocks(arguments["blocks"])) : std::string();
}

}  // namespace

std::string call_arguments(const OutgoingMessage& message) {
    const base::Json arguments = base::Json::parse(message.arguments, argument_limits);
    base::JsonWriter json(message.arguments.size() + 256);
    json.open_object();
    for (const auto& [name, value] : arguments.view().members()) {
        json.key(name);
        // jansson's own text of one value; strings included.
        json.value(base::RawJson{value.dump()});
    }
    if (message.method == "views.publish") {
        json.field<"user_id">(message.channel);
    } else if (message.method == "conversations.open") {
        json.field<"users">(message.channel);
    } else {
        json.field<"channel">(message.channel);
    }
    if (message.method == "chat.postMessage" || message.method == "chat.update") {
        json.field<"unfurl_links">(false);
        json.field<"unfurl_media">(false);
        json.key<"metadata">();
        json.open_object();
        json.field<"event_type">(event_type);
        json.key<"event_payload">();
        json.open_object();
        json.field<"id">(metadata_id(message));
        json.close_object();
        json.close_object();
    }
    json.close_object();
    return json.take();
}

std::optional<std::string> find_sent(JsonView history, const OutgoingMessage& message) {
    const std::string id = metadata_id(message);
    for (const JsonView earlier : history["messages"].elements()) {
        const JsonView metadata = earlier["metadata"];
        if (metadata["event_type"].string() == event_type && metadata["event_payload"]["id"].string() == id) {
            return std::string(earlier["ts"].string().value_or(""));
        }
    }
    return std::nullopt;
}

Outbox::Sent Outbox::too_late() {
    Sent sent;
    sent.result = {.outcome = ApiOutcome::limited, .error = "no time left to send it"};
    sent.is_held = sent.is_late = true;
    return sent;
}

base::Task<bool> Outbox::has_turn(const OutgoingMessage& message, std::string_view method, Sent& sent) {
    postgres::Client client(database_);
    const auto rows = co_await client.write(sql::slack::take_token, message.team_space_id, message.team_id, method);
    const auto wait = std::chrono::duration<double>(rows.front().wait_seconds);
    if (wait.count() <= 0) {
        co_return true;
    }
    sent.result = {.outcome = ApiOutcome::limited,
                   .error = "no turn to look for it",
                   .retry_after = std::chrono::ceil<std::chrono::seconds>(wait)};
    co_return false;
}

base::Task<Outbox::Sent> Outbox::find(const OutgoingMessage& message, std::string token, base::Timestamp last_start) {
    const base::Timestamp written_at = co_await written(message);
    Sent found = co_await look_for(message, std::move(token), written_at, last_start);
    ApiResult& result = found.result;
    without_stopping_others(result);
    const bool never_ends = result.status == 429 && clock_.now() > written_at + longest_look;
    if (never_ends || result.outcome == ApiOutcome::unreachable || result.outcome == ApiOutcome::defect) {
        result = unseen(message, result.error);
    }
    found.is_held = result.outcome == ApiOutcome::limited;
    co_return found;
}

base::Task<base::Timestamp> Outbox::written(const OutgoingMessage& message) {
    postgres::Client client(database_);
    const auto rows = co_await client.read(sql::slack::message_written_at, message.team_space_id, message.id);
    const auto row = rows.first();
    co_return row ? row->created_at : clock_.now();
}

base::Task<Outbox::Sent> Outbox::look_for(const OutgoingMessage& message, std::string token, base::Timestamp written_at,
                                          base::Timestamp last_start) {
    Sent sent;
    std::string channel = message.channel;
    if (channel.starts_with('U') || channel.starts_with('W')) {
        // History is read by conversation, and opening one that is open only says which it is.
        base::JsonWriter json;
        json.open_object();
        json.field<"users">(channel);
        json.close_object();
        if (!co_await has_turn(message, "conversations.open", sent)) {
            co_return sent;
        }
        sent.result = co_await api_.call("conversations.open", token, json.take(), call_timeout);
        if (sent.result.outcome != ApiOutcome::ok) {
            co_return sent;
        }
        channel = sent.result.body["channel"]["id"].string().value_or("");
    }
    // What stands in a thread is not in the conversation's history.
    const auto thread_ts = identifier(base::Json::parse(message.arguments, argument_limits)["thread_ts"]);
    const std::string method = thread_ts ? "conversations.replies" : "conversations.history";
    const auto oldest = std::chrono::floor<std::chrono::seconds>(written_at - clocks_apart).time_since_epoch().count();
    const std::string form = fmt::format("channel={}{}&oldest={}&limit={}&include_all_metadata=true", channel,
                                         thread_ts ? "&ts=" + *thread_ts : "", oldest, page_size);
    std::string cursor;
    for (int page = 0; page < most_pages; ++page) {
        if (clock_.now() > last_start) {
            co_return too_late();
        }
        if (!co_await has_turn(message, method, sent)) {
            co_return sent;
        }
        const std::string from = cursor.empty() ? std::string() : "&cursor=" + http::percent_encode(cursor);
        sent.result = co_await api_.call_form(method, token, form + from, call_timeout);
        if (sent.result.outcome != ApiOutcome::ok) {
            co_return sent;
        }
        if (auto ts = find_sent(sent.result.body.view(), message)) {
            sent.ts = std::move(*ts);
            sent.channel = std::move(channel);
            co_return sent;
        }
        const auto next = next_cursor(sent.result.body.view());
        if (next && next->empty()) {
            co_return sent;
        }
        if (!next) {
            break;
        }
        cursor = *next;
    }
    sent.result = {.outcome = ApiOutcome::unreachable, .error = "the pages since then do not end"};
    co_return sent;
}

base::Task<Outbox::Sent> Outbox::send(const OutgoingMessage& message, std::string token, base::Timestamp last_start) {
    const std::string faults = faults_of(message);
    if (!faults.empty()) {
        base::log(LogLevel::error, "slack message {}/{} is not sent: {}", message.team_space_id, message.id, faults);
        co_return Sent{
            .result = {.outcome = ApiOutcome::defect, .error = "linted: " + faults}, .channel = {}, .ts = {}};
    }
    // Publishing a view, editing a message or opening a conversation again does no harm.
    if (message.uncertain && message.method == "chat.postMessage") {
        Sent found = co_await find(message, token, last_start);
        if (found.result.outcome != ApiOutcome::ok || !found.ts.empty()) {
            co_return found;
        }
    }
    if (message.withdrawn) {
        co_return Sent{.result = {.outcome = ApiOutcome::unreachable, .error = "withdrawn"}, .channel = {}, .ts = {}};
    }
    Sent sent;
    if (clock_.now() > last_start) {
        co_return too_late();
    }
    sent.result = co_await api_.call(message.method, std::move(token), call_arguments(message), call_timeout);
    doubt(message, sent.result);
    if (message.method == "conversations.open") {
        without_stopping_others(sent.result);
    }
    const JsonView channel = sent.result.body["channel"];
    // Of an opened conversation it is an object.
    sent.channel = (message.method == "conversations.open" ? channel["id"] : channel).string().value_or("");
    sent.ts = sent.result.body["ts"].string().value_or("");
    co_return sent;
}

base::Task<void> Outbox::record(const OutgoingMessage& message, const Sent& sent) {
    const ApiResult& result = sent.result;
    const std::chrono::seconds pause = pause_after(result);
    co_await although_rows_are_held(
        fmt::format("slack message {}/{}", message.team_space_id, message.id), [&]() -> base::Task<void> {
            postgres::Client client(database_);
            co_await client.write(sql::slack::record_message, message.team_space_id, message.id,
                                  sent.is_held ? "held" : result_name(result.outcome),
                                  base::view_unless_empty(result.error), base::view_unless_empty(sent.channel),
                                  base::view_unless_empty(sent.ts), static_cast<double>(pause.count()));
        });
    if (result.outcome != ApiOutcome::ok) {
        const bool ours = result.outcome == ApiOutcome::defect || result.outcome == ApiOutcome::reinstall;
        base::log(ours ? LogLevel::error : LogLevel::warning, "slack message {}/{} ({} to {}): {}{}",
                  message.team_space_id, message.id, message.method, message.channel, result.error,
                  pause.count() > 0 ? fmt::format("; waiting {} s", pause.count()) : "");
    }
}

base::Task<bool> Outbox::send_some() {
    postgres::Client client(database_);
    const base::Timestamp taken_at = clock_.now();
    const auto rows = co_await client.write(sql::slack::take_messages, at_once, lease_seconds);
    bool any = false;
    bool is_late = false;
    std::optional<ApiResult> stopped;
    for (const auto row : rows) {
        any = true;
        const OutgoingMessage message{.team_space_id = row.team_space_id,
                                      .id = row.id,
                                      .team_id = std::string(row.team_id),
                                      .method = std::string(row.method),
                                      .channel = std::string(row.channel),
                                      .arguments = std::string(row.arguments),
                                      .uncertain = row.uncertain,
                                      .withdrawn = row.withdrawn};
        const auto token =
            keys_.open(row.team_space_id, row.installation_id, row.key_id.value_or(""), row.token_sealed);
        Sent sent;
        if (is_late) {
            sent = too_late();
        } else if (stopped) {
            // Slack has just refused the one before: the rest of the batch was not sent, and waits as long.
            sent.result = {
                .outcome = ApiOutcome::limited, .error = stopped->error, .retry_after = pause_after(*stopped)};
        } else if (!token) {
            sent.result = {.outcome = ApiOutcome::reinstall, .error = "token_sealed_with_another_key"};
        } else {
            sent = co_await send(message, *token, taken_at + lease - call_timeout);
        }
        is_late = is_late || sent.is_late;
        if (is_late && clock_.now() >= taken_at + lease) {
            break;  // the rows are somebody else's
        }
        co_await record(message, sent);
        if (!stopped && !sent.is_held &&
            (sent.result.outcome == ApiOutcome::limited || sent.result.outcome == ApiOutcome::reinstall)) {
            stopped.emplace(ApiResult{
                .outcome = sent.result.outcome, .error = sent.result.error, .retry_after = sent.result.retry_after});
        }
    }
    co_return any;
}

}  // namespace gracy::slack

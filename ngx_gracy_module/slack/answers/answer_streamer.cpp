#include "slack/answers/answer_streamer.hpp"

#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "gracy/sql/slack.hpp"
#include "gracy/sql/streams.hpp"
#include "jobs/channel.hpp"
#include "jobs/enqueue.hpp"
#include "postgres/client.hpp"
#include "slack/answers/answer_reader.hpp"
#include "slack/answers/assistant_status.hpp"
#include "slack/answers/stream_chunks.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/receiving/store.hpp"
#include "slack/sending/bot_token.hpp"

#include <algorithm>

namespace gracy::slack {
namespace {

using base::JsonView;
using base::LogLevel;
using Fate = StreamCall::Fate;

/// Whoever has news wakes it.
constexpr std::chrono::seconds until_looked_at{30};
/// Before Slack is asked what it made of a call.
constexpr std::chrono::milliseconds until_known{1000};
constexpr std::chrono::seconds longest_pause{300};
/// Some twenty minutes.
constexpr std::int32_t most_tries = 12;

/// Longer after each try that came to nothing.
std::chrono::milliseconds pause_after(const Stream& stream, const StreamCall& call) {
    const std::chrono::milliseconds grown = until_known * (1 << std::clamp(stream.tries - 1, 0, 12));
    return std::max(call.pause, std::min<std::chrono::milliseconds>(grown, longest_pause));
}

std::string opening_of(const Stream& stream) {
    base::JsonWriter json;
    json.open_object();
    json.field<"task_display_mode">("plan");
    json.field<"chunks">(base::RawJson{opening_chunks(stream.language)});
    json.close_object();
    return json.take();
}

std::string appended(std::string_view chunks) {
    base::JsonWriter json(chunks.size() + 32);
    json.open_object();
    json.field<"chunks">(base::RawJson{chunks});
    json.close_object();
    return json.take();
}

std::string ending(std::string_view chunks, std::string_view blocks) {
    base::JsonWriter json(chunks.size() + blocks.size() + 32);
    json.open_object();
    json.field<"chunks">(base::RawJson{chunks});
    json.field<"blocks">(base::RawJson{blocks});
    json.close_object();
    return json.take();
}

/// A message of chat.postMessage in place of one that stands there.
std::string in_place(const std::string& message) {
    const base::Json arguments = base::Json::parse(message);
    base::JsonWriter json(message.size() + 64);
    json.open_object();
    json.field<"text">(arguments["text"].string().value_or(""));
    json.field<"blocks">(base::RawJson{arguments["blocks"].dump()});
    json.field<"unfurl_links">(false);
    json.field<"unfurl_media">(false);
    json.close_object();
    return json.take();
}

std::vector<AnswerPart> parts_of(const AssistantAnswer& answer) {
    return answer.outcome == "answered" ? answer_parts(answer) : std::vector<AnswerPart>();
}

std::vector<std::string_view> views_of(const std::vector<std::string>& texts) {
    return {texts.begin(), texts.end()};
}

/// What is left of one that is gone with its member.
AssistantAnswer nobodys_answer(const Stream& stream) {
    return {.question_id = stream.question_id,
            .question = {},
            .language = stream.language,
            .outcome = "stopped",
            .reason = {},
            .answer = base::Json::parse("[]"),
            .sources = base::Json::parse("[]"),
            .thread_ts = stream.thread_ts};
}

void log_refusal(const Stream& stream, std::string_view what, const StreamCall& call) {
    base::log(LogLevel::info, "slack stream {}/{}: {}: {}", stream.team_space_id, stream.question_id, what, call.error);
}

}  // namespace

ThreadStreams streams_in(JsonView replies) {
    ThreadStreams streams;
    for (const JsonView message : replies["messages"].elements()) {
        const auto state = message["streaming_state"].string();
        const auto ts = identifier(message["ts"]);
        const auto app = identifier(message["app_id"]);
        if (state && *state != "completed" && ts && app) {
            streams.ts.push_back(*ts);
            streams.app_ids.push_back(*app);
        }
    }
    return streams;
}

base::Task<bool> AnswerStreamer::advance_one() {
    auto lease = co_await StreamLease::take(database_, api_);
    if (!lease) {
        co_return false;
    }
    try {
        co_await advance(*lease);
    } catch (const LeaseLost&) {
        const Stream& stream = lease->stream();
        base::log(LogLevel::warning, "slack stream {}/{}: another process has taken it", stream.team_space_id,
                  stream.question_id);
    }
    co_return true;
}

base::Task<std::optional<AssistantAnswer>> AnswerStreamer::answer_of(const Stream& stream) {
    postgres::Client client(database_);
    auto stored = co_await read_answer(client, stream.team_space_id, stream.question_id);
    if (stored) {
        co_return std::move(stored->answer);
    }
    const auto rows = co_await client.read(sql::slack::is_answered, stream.team_space_id, stream.question_id);
    if (!rows.front().answered) {
        co_return std::nullopt;
    }
    // It may have been answered between the two.
    stored = co_await read_answer(client, stream.team_space_id, stream.question_id);
    co_return stored ? std::move(stored->answer) : nobodys_answer(stream);
}

base::Task<void> AnswerStreamer::advance(StreamLease& lease) {
    Stream& stream = lease.stream();
    if (stream.state == "opening" && stream.told) {
        co_return co_await lease.end("answered");
    }
    postgres::Client client(database_);
    const auto token = co_await bot_token(client, keys_, stream.team_space_id, stream.team_id, stream.enterprise_id);
    const auto answer = co_await answer_of(stream);
    if (answer && (stream.state == "alone" || stream.tries > most_tries)) {
        co_return co_await end_with_message(lease, *answer);
    }
    if (!token) {
        co_return co_await lease.rest(pause_after(stream, {}), true);
    }
    lease.use_token(*token);
    if (stream.state == "opening" && !co_await open(lease, answer)) {
        co_return;
    }
    if (!answer) {
        co_return co_await show_progress(lease);
    }
    if (stream.state == "alone") {
        co_return co_await end_with_message(lease, *answer);
    }
    if (stream.calling == append_stream || stream.calling == stop_stream) {
        stream.broken = "lost";
        co_await lease.store();
    }
    if (stream.broken.empty()) {
        co_await finish(lease, *answer);
    } else {
        co_await rewrite(lease, *answer);
    }
}

base::Task<bool> AnswerStreamer::open(StreamLease& lease, const std::optional<AssistantAnswer>& answer) {
    Stream& stream = lease.stream();
    if (stream.calling == start_stream) {
        co_return co_await find(lease);
    }
    stream.state = "alone";
    if (!answer || answer->outcome == "answered") {  // nothing else would grow
        const StreamCall called = co_await lease.call(start_stream, Repeat::never, opening_of(stream));
        if (called.fate == Fate::unknown) {
            co_await lease.rest(until_known, true);
            co_return false;
        }
        if (called.fate == Fate::done) {
            stream.ts = called.body["ts"].string().value_or("");
            stream.state = "open";
        } else {
            ++(called.fate == Fate::later ? counts_.limited : counts_.refused);
            log_refusal(stream, "the answer will be a message", called);
        }
    }
    co_await lease.store();
    if (stream.state == "alone" && !answer) {
        co_await show_status(stream);
    }
    co_return true;
}

base::Task<bool> AnswerStreamer::find(StreamLease& lease) {
    Stream& stream = lease.stream();
    const ApiResult thread = co_await lease.read_thread();
    const bool may_say_later = thread.outcome == ApiOutcome::limited || thread.outcome == ApiOutcome::retry ||
                               thread.outcome == ApiOutcome::uncertain;
    if (may_say_later && stream.tries <= most_tries / 2) {
        co_await lease.rest(pause_after(stream, {.pause = thread.retry_after.value_or(std::chrono::seconds(0))}), true);
        co_return false;
    }
    stream.state = "alone";
    if (thread.outcome == ApiOutcome::ok) {
        const ThreadStreams found = streams_in(thread.body.view());
        postgres::Client client(database_);
        const auto rows = co_await client.read(sql::streams::find_lost_stream, stream.team_space_id, stream.team_id,
                                               stream.channel, views_of(found.ts), views_of(found.app_ids));
        if (const auto row = rows.first()) {
            stream.ts = row->ts;
            stream.state = "open";
        }
    }
    if (stream.state == "alone") {
        ++counts_.lost;
        base::log(LogLevel::warning, "slack stream {}/{}: none was found in its thread; the answer will be a message",
                  stream.team_space_id, stream.question_id);
    }
    co_await lease.store();
    co_return true;
}

base::Task<void> AnswerStreamer::show_status(const Stream& stream) {
    const jobs::NewJob job = assistant_status_job({.team_id = stream.team_id,
                                                   .enterprise_id = stream.enterprise_id,
                                                   .team_space_id = stream.team_space_id,
                                                   .question_id = stream.question_id,
                                                   .channel = stream.channel,
                                                   .thread_ts = stream.thread_ts,
                                                   .language = stream.language});
    postgres::Client client(database_);
    co_await jobs::enqueue(client, job);
    client.notify(jobs::channel);
}

base::Task<void> AnswerStreamer::show_progress(StreamLease& lease) {
    Stream& stream = lease.stream();
    if (stream.state != "open" || !stream.broken.empty() || stream.progress.view().size() <= stream.shown) {
        co_return co_await lease.rest(until_looked_at);
    }
    const std::string chunks = progress_chunks(stream.progress.view(), stream.shown, stream.language);
    const StreamCall called = co_await lease.call(append_stream, Repeat::harmless, appended(chunks));
    if (called.fate == Fate::later || called.fate == Fate::unknown) {
        // The answer, when it has come meanwhile, does not wait for this.
        co_return co_await lease.rest(pause_after(stream, called));
    }
    if (called.fate == Fate::stopped || called.fate == Fate::closed) {
        stream.broken = called.fate == Fate::stopped ? "stopped" : "lost";
    } else {
        // What is refused is not shown, and the answer is.
        stream.shown = stream.progress.view().size();
    }
    co_await lease.store();
    co_await lease.rest(until_looked_at);
}

base::Task<void> AnswerStreamer::finish(StreamLease& lease, const AssistantAnswer& answer) {
    Stream& stream = lease.stream();
    const std::vector<AnswerPart> parts = parts_of(answer);
    const JsonView steps = stream.progress.view();
    StreamCall called{.fate = Fate::done};
    // The last part comes with the end; and so does what there is no token for.
    while (called.fate == Fate::done && stream.parts + 1 < parts.size()) {
        const std::string_view part = parts[stream.parts].markdown;
        called =
            co_await lease.call(append_stream, Repeat::never,
                                appended(stream.parts == 0 ? closing_chunks(steps, answer, part) : text_chunks(part)));
        stream.parts += called.fate == Fate::done ? 1 : 0;
        if (called.fate != Fate::unknown) {
            co_await lease.store();
        }
    }
    if (called.fate == Fate::done || called.fate == Fate::later) {
        std::string text;
        for (std::size_t i = stream.parts; i < parts.size(); ++i) {
            text += parts[i].markdown;
        }
        called = co_await lease.call(stop_stream, Repeat::never,
                                     ending(closing_chunks(steps, answer, text), answer_ending(answer)));
    }
    switch (called.fate) {
        case Fate::done:
            co_await lease.end(answer.outcome);
            ++counts_.streamed;
            co_return;
        case Fate::later:
            co_await lease.store();
            co_return co_await lease.rest(pause_after(stream, called), true);
        case Fate::unknown:
            co_return co_await lease.rest(until_known, true);
        case Fate::stopped:
        case Fate::closed:
        case Fate::refused:
            log_refusal(stream, "it is written anew", called);
            stream.broken = called.fate == Fate::stopped ? "stopped" : "lost";
            co_await lease.store();
            co_return co_await rewrite(lease, answer);
    }
}

base::Task<void> AnswerStreamer::rewrite(StreamLease& lease, const AssistantAnswer& answer) {
    Stream& stream = lease.stream();
    StreamCall called = co_await lease.call(stop_stream, Repeat::harmless, "{}");
    if (called.fate != Fate::later && called.fate != Fate::unknown) {
        const std::vector<AnswerPart> parts = parts_of(answer);
        const bool is_halved = stream.broken == "stopped" && stream.parts > 0 && stream.parts <= parts.size();
        const std::string message =
            is_halved ? halved_answer_message(answer, parts[stream.parts - 1].sentences) : answer_message(answer);
        called = co_await lease.call("chat.update", Repeat::harmless, in_place(message));
    }
    if (called.fate == Fate::done) {
        co_await lease.end(answer.outcome);
        ++(stream.broken == "stopped" ? counts_.stopped : counts_.rewritten);
    } else if (called.fate == Fate::refused && called.error != "streaming_state_conflict") {
        log_refusal(stream, "it cannot be written anew", called);
        co_await end_with_message(lease, answer);
    } else {
        co_await lease.rest(pause_after(stream, called), true);
    }
}

base::Task<void> AnswerStreamer::end_with_message(StreamLease& lease, const AssistantAnswer& answer) {
    const Stream& stream = lease.stream();
    const bool is_told = stream.state == "open" && stream.parts > 0 && stream.parts >= parts_of(answer).size();
    const bool is_nobodys = answer.outcome == "stopped" && answer.question.empty();
    if (is_told || is_nobodys) {
        co_return co_await lease.end(answer.outcome);
    }
    co_await lease.end(answer.outcome, answer_message(answer), answer_key(answer));
    postgres::Client client(database_);
    client.notify(events_channel);
}

}  // namespace gracy::slack

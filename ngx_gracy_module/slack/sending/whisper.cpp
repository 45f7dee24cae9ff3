#include "slack/sending/whisper.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "gracy/sql/slack.hpp"
#include "postgres/client.hpp"
#include "slack/optional_view.hpp"
#include "slack/sending/bot_token.hpp"
#include "slack/views/open_view.hpp"

namespace gracy::slack {
namespace {

constexpr const char* method = "chat.postEphemeral";

std::string text_of(base::JsonView value) {
    return std::string(value.string().value_or(""));
}

std::optional<std::string> text_or_nothing(base::JsonView value) {
    const auto text = value.string();
    return text ? std::optional<std::string>(*text) : std::nullopt;
}

}  // namespace

jobs::NewJob whisper_job(const Whisper& whisper, std::string key) {
    base::JsonWriter arguments;
    arguments.open_object();
    arguments.field<"channel">(whisper.channel);
    arguments.field<"user">(whisper.user_id);
    arguments.field<"text">(whisper.text);
    if (!whisper.blocks.empty()) {
        arguments.field<"blocks">(base::RawJson{whisper.blocks});
    }
    if (whisper.thread_ts) {
        arguments.field<"thread_ts">(*whisper.thread_ts);
    }
    arguments.close_object();
    base::JsonWriter json;
    json.open_object();
    json.field<"team_id">(whisper.team_id);
    json.field<"enterprise_id">(view_of(whisper.enterprise_id));
    json.field<"arguments">(base::RawJson{arguments.take()});
    if (whisper.while_open) {
        json.field<"team_space_id">(whisper.while_open->team_space_id);
        json.field<"question_id">(whisper.while_open->id);
    }
    json.close_object();
    jobs::NewJob job;
    job.kind = whisper_kind;
    job.lane = interactive_lane;
    job.payload = json.take();
    job.run_at = whisper.not_before;
    job.dedupe_key = std::move(key);
    job.max_attempts = 1;
    return job;
}

base::Task<void> Whisperer::say(jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload);
    postgres::Client client(database_);
    const auto team_space = payload["team_space_id"].integer();
    if (const auto question = payload["question_id"].integer()) {
        const auto rows = co_await client.read(sql::slack::is_answered, team_space.value_or(0), *question);
        if (rows.front().answered) {
            co_return;
        }
    }
    const auto token = co_await bot_token(client, keys_, team_space, text_of(payload["team_id"]),
                                          text_or_nothing(payload["enterprise_id"]));
    if (!token) {
        co_return;
    }
    const ApiResult said = co_await api_.call(method, *token, payload["arguments"].dump(), interactive_deadline);
    if (said.outcome != ApiOutcome::ok) {
        base::log(base::LogLevel::info, "slack: {}: {}", method, said.error);
    }
}

}  // namespace gracy::slack

#include "slack/sending/whisper.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/optional_view.hpp"

namespace gracy::slack {
namespace {

constexpr const char* method = "chat.postEphemeral";

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
    jobs::NewJob job = passing_job(whisper_kind, json.take(), std::move(key));
    job.run_at = whisper.not_before;
    return job;
}

base::Task<void> Whisperer::say(jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload);
    postgres::Client client = calls_.client();
    const auto team_space = payload["team_space_id"].integer();
    if (const auto question = payload["question_id"].integer()) {
        const auto rows = co_await client.read(sql::slack::is_answered, team_space.value_or(0), *question);
        if (rows.front().answered) {
            co_return;
        }
    }
    if (const auto token = co_await calls_.token(client, team_space, payload)) {
        co_await calls_.call(method, *token, payload["arguments"].dump());
    }
}

}  // namespace gracy::slack

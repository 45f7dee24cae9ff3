#include "slack/answers/assistant_status.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/log.hpp"
#include "gracy/sql/slack.hpp"
#include "postgres/client.hpp"
#include "slack/optional_view.hpp"
#include "slack/sending/bot_token.hpp"
#include "slack/views/open_view.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

constexpr const char* method = "assistant.threads.setStatus";
constexpr http::Text looking{"is looking it up…", "규정을 찾아보고 있어요…"};

std::string call_arguments(base::JsonView place, std::string_view status) {
    base::JsonWriter json;
    json.open_object();
    json.field<"channel_id">(place["channel"].string().value_or(""));
    json.field<"thread_ts">(place["thread_ts"].string().value_or(""));
    json.field<"status">(status);
    json.close_object();
    return json.take();
}

}  // namespace

jobs::NewJob assistant_status_job(const AssistantStatus& status) {
    base::JsonWriter json;
    json.open_object();
    json.field<"team_id">(status.team_id);
    json.field<"enterprise_id">(view_of(status.enterprise_id));
    json.field<"team_space_id">(status.team_space_id);
    json.field<"question_id">(status.question_id);
    json.field<"channel">(status.channel);
    json.field<"thread_ts">(status.thread_ts);
    json.field<"language">(http::name_of(status.language));
    json.close_object();
    jobs::NewJob job;
    job.kind = assistant_status_kind;
    job.lane = interactive_lane;
    job.payload = json.take();
    job.dedupe_key = fmt::format("{}/{}", status.team_space_id, status.question_id);
    job.max_attempts = 1;
    return job;
}

base::Task<void> StatusLine::show(jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload);
    const std::string team(payload["team_id"].string().value_or(""));
    const auto enterprise = payload["enterprise_id"].string();
    const auto team_space = payload["team_space_id"].integer().value_or(0);
    const auto question = payload["question_id"].integer().value_or(0);
    postgres::Client client(database_);
    const auto is_answered = [&]() -> base::Task<bool> {
        const auto rows = co_await client.read(sql::slack::is_answered, team_space, question);
        co_return rows.front().answered;
    };
    const auto token = co_await bot_token(client, keys_, team_space, team,
                                          enterprise ? std::optional<std::string>(*enterprise) : std::nullopt);
    if (!token || co_await is_answered()) {
        co_return;
    }
    const std::string_view status = looking.in(http::language_of(payload["language"].string().value_or("")));
    const ApiResult shown =
        co_await api_.call(method, *token, call_arguments(payload.view(), status), interactive_deadline);
    if (shown.outcome != ApiOutcome::ok) {
        base::log(base::LogLevel::info, "slack: {}: {}", method, shown.error);
        co_return;
    }
    if (co_await is_answered()) {
        // The answer may have come first, and would not clear what came after it.
        co_await api_.call(method, *token, call_arguments(payload.view(), ""), interactive_deadline);
    }
}

}  // namespace gracy::slack

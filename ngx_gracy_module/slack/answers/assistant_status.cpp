#include "slack/answers/assistant_status.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/optional_view.hpp"

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
    return passing_job(assistant_status_kind, json.take(),
                       fmt::format("{}/{}", status.team_space_id, status.question_id));
}

base::Task<void> StatusLine::show(jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload);
    const auto team_space = payload["team_space_id"].integer().value_or(0);
    const auto question = payload["question_id"].integer().value_or(0);
    postgres::Client client = calls_.client();
    const auto is_answered = [&]() -> base::Task<bool> {
        const auto rows = co_await client.read(sql::slack::is_answered, team_space, question);
        co_return rows.front().answered;
    };
    const auto token = co_await calls_.token(client, team_space, payload);
    if (!token || co_await is_answered()) {
        co_return;
    }
    const std::string_view status = looking.in(http::language_of(payload["language"].string().value_or("")));
    // The answer may have come first, and would not clear what came after it.
    if (co_await calls_.call(method, *token, call_arguments(payload.view(), status)) && co_await is_answered()) {
        co_await calls_.call(method, *token, call_arguments(payload.view(), ""));
    }
}

}  // namespace gracy::slack

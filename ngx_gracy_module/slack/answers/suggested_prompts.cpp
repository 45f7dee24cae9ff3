#include "slack/answers/suggested_prompts.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "gracy/sql/slack.hpp"
#include "http/language.hpp"
#include "slack/optional_view.hpp"

#include <fmt/format.h>
#include <array>
#include <chrono>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr const char* method = "assistant.threads.setSuggestedPrompts";

struct Prompt {
    Text title;
    Text message;
};
constexpr std::array<Prompt, 4> prompts{
    {{{"Annual leave", "연차 휴가"},
      {"How many days of annual leave do I have, and how do I ask for them?",
       "연차 휴가는 며칠이고 어떻게 신청하나요?"}},
     {{"Bereavement leave", "경조사 휴가"},
      {"How many days of bereavement leave are there?", "경조사 휴가 규정을 알려 주세요."}},
     {{"Parental leave", "육아휴직"}, {"How long can parental leave be?", "육아휴직은 얼마나 쓸 수 있나요?"}},
     {{"Working hours", "근무 시간"},
      {"What do our policies say about working hours and remote work?", "근무 시간과 재택근무는 어떻게 되나요?"}}}};

std::string call_arguments(std::string_view channel, Language language) {
    base::JsonWriter json;
    json.open_object();
    json.field<"channel_id">(channel);
    json.key<"prompts">().open_array();
    for (const Prompt& prompt : prompts) {
        json.open_object();
        json.field<"title">(prompt.title.in(language));
        json.field<"message">(prompt.message.in(language));
        json.close_object();
    }
    json.close_array();
    json.close_object();
    return json.take();
}

}  // namespace

jobs::NewJob suggested_prompts_job(const PromptsPlace& place, base::Timestamp opened_at) {
    base::JsonWriter json;
    json.open_object();
    json.field<"team_id">(place.team_id);
    json.field<"enterprise_id">(view_of(place.enterprise_id));
    json.field<"user_id">(place.user_id);
    json.field<"channel">(place.channel);
    json.close_object();
    return passing_job(suggested_prompts_kind, json.take(),
                       fmt::format("{}/{}/{}", place.team_id, place.user_id,
                                   std::chrono::floor<std::chrono::days>(opened_at).time_since_epoch().count()));
}

base::Task<void> PromptSuggester::suggest(jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload);
    postgres::Client client = calls_.client();
    const auto callers =
        co_await client.read(sql::slack::describe_caller, payload["team_id"].string().value_or(""),
                             payload["enterprise_id"].string(), payload["user_id"].string().value_or(""));
    const auto caller = callers.front();
    if (!caller.known || !caller.member) {
        co_return;
    }
    if (const auto token = co_await calls_.token(client, caller.team_space_id, payload)) {
        co_await calls_.call(
            method, *token, call_arguments(payload["channel"].string().value_or(""), http::language_of(caller.locale)));
    }
}

}  // namespace gracy::slack

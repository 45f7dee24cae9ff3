#include "slack/answers/question_event.hpp"

#include "gracy/sql/slack.hpp"
#include "jobs/enqueue.hpp"
#include "slack/answers/help_first.hpp"
#include "slack/answers/question.hpp"
#include "slack/answers/question_stop.hpp"
#include "slack/answers/small_talk.hpp"
#include "slack/block_kit/reply.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/sending/whisper.hpp"

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;

/// A conversation of one person with the bot.
bool is_direct(std::string_view channel) {
    return channel.starts_with('D');
}

bool is_somebodys_message(JsonView event) {
    // A file beside the words makes it no other message.
    const bool has_words = !event["subtype"] || event["subtype"].string() == "file_share";
    return has_words && !event["edited"] && !event["bot_id"] && event["hidden"].boolean() != true;
}

/// A mention in a direct message comes as a message as well.
bool is_for_us(JsonView event, std::string_view channel) {
    const auto type = event["type"].string();
    return is_direct(channel) ? type == "message" && event["channel_type"].string() == "im" : type == "app_mention";
}

base::Task<void> say_small_talk(postgres::Transaction& transaction, const EventTenant& tenant,
                                const AskedInSlack& asked, std::string_view words, std::string_view event_id) {
    const auto rows =
        co_await transaction.run(sql::slack::find_help, tenant.team_id, view_of(tenant.enterprise_id), asked.user_id);
    const auto team_space = rows.front().team_space_id;
    if (team_space) {
        const std::string arguments = reply_arguments(words, asked.thread_ts);
        const std::string key = "small_talk/" + std::string(event_id);
        co_await transaction.run(sql::slack::queue_message, *team_space, tenant.team_id, asked.channel, arguments,
                                 std::optional<std::string_view>(key));
    }
}

base::Task<void> say_why_not(postgres::Transaction& transaction, const EventTenant& tenant, const AskedInSlack& asked,
                             std::int64_t team_space, const std::string& why, std::string_view event_id) {
    const std::string key = "question/" + std::string(event_id);
    if (asked.is_direct()) {
        const std::string arguments = reply_arguments(why, asked.thread_ts);
        co_await transaction.run(sql::slack::queue_message, team_space, tenant.team_id, asked.channel, arguments,
                                 std::optional<std::string_view>(key));
        co_return;
    }
    const jobs::NewJob job = whisper_job({.team_id = tenant.team_id,
                                          .enterprise_id = tenant.enterprise_id,
                                          .user_id = asked.user_id,
                                          .channel = asked.channel,
                                          .thread_ts = asked.in_thread ? std::optional(asked.thread_ts) : std::nullopt,
                                          .text = why},
                                         key);
    co_await jobs::enqueue(transaction, job);
}

}  // namespace

std::optional<AskedInSlack> question_in(JsonView payload) {
    const JsonView event = payload["event"];
    auto user = identifier(event["user"]);
    auto channel = identifier(event["channel"]);
    auto ts = identifier(event["ts"]);
    const auto text = event["text"].string();
    if (!user || !channel || !ts || !text || !is_somebodys_message(event) || !is_for_us(event, *channel)) {
        return std::nullopt;
    }
    const auto bot = payload["authorizations"][std::size_t{0}]["user_id"].string();
    return AskedInSlack{.user_id = std::move(*user),
                        .channel = std::move(*channel),
                        .thread_ts = identifier(event["thread_ts"]).value_or(*ts),
                        .in_thread = identifier(event["thread_ts"]).has_value(),
                        .text = question_text(*text, bot.value_or(""))};
}

base::Task<void> ask_question(postgres::Transaction& transaction, const EventTenant& tenant, JsonView payload,
                              const documents::OpenEvent& event) {
    const auto asked = question_in(payload);
    if (!asked) {
        co_return;
    }
    const Language language = http::language_of_question(asked->text);
    if (const auto small_talk = answer_to_small_talk(asked->text); small_talk && asked->is_direct()) {
        co_await say_small_talk(transaction, tenant, *asked, *small_talk, event.id);
        co_return;
    }
    const wellbeing::Risk risk = wellbeing::risk_of_note(asked->text);
    co_await say_help_first(transaction, tenant, *asked, risk, language, event.id);
    if (risk == wellbeing::Risk::self_harm) {
        co_return;  // which no policy answers; it is kept nowhere, and no model is told
    }
    // A policy is not for another company's people: the answer goes to whoever asked, alone.
    const bool has_outsiders = payload["is_ext_shared_channel"].boolean() == true;
    const auto where = [has_outsiders](std::string_view text) {
        return has_outsiders ? std::nullopt : std::optional(text);
    };
    const auto rows = co_await transaction.run(
        sql::slack::ask_from_slack, tenant.team_id, view_of(tenant.enterprise_id), asked->user_id, asked->text,
        http::name_of(language), where(asked->channel), where(asked->thread_ts), std::nullopt, std::nullopt);
    const auto row = rows.front();
    if (!row.team_space_id) {
        co_return;  // nobody's workspace, to which nothing can be said
    }
    if (row.outcome == "ok") {
        if (!has_outsiders) {
            co_await offer_to_stop(transaction, {.team_id = tenant.team_id,
                                                 .enterprise_id = tenant.enterprise_id,
                                                 .team_space_id = *row.team_space_id,
                                                 .question_id = row.question_id.value(),
                                                 .user_id = asked->user_id,
                                                 .channel = asked->channel,
                                                 .thread_ts = asked->thread_ts,
                                                 .language = language,
                                                 .asked_at = event.received_at});
        }
        co_return;
    }
    if (has_outsiders && row.outcome == "not_member") {
        co_return;  // whom another company has in the channel
    }
    const std::string why =
        question_refusal(row.outcome, asked->text.empty() ? http::language_of(row.locale) : language);
    co_await say_why_not(transaction, tenant, *asked, *row.team_space_id, why, event.id);
}

}  // namespace gracy::slack

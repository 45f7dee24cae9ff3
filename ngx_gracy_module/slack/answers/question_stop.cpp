#include "slack/answers/question_stop.hpp"

#include "gracy/sql/slack.hpp"
#include "http/numbers.hpp"
#include "jobs/enqueue.hpp"
#include "slack/answers/question.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/sending/whisper.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;
using http::Text;

/// Most answers are there by then, and nobody wants to read about a button.
constexpr std::chrono::seconds patience{5};

constexpr Text still_looking{"I am still looking it up.", "아직 찾아보고 있어요."};

std::string why_not(std::string_view outcome, Language language) {
    if (outcome == "answered") {
        return std::string(Text{"This question is answered already.", "이미 답변한 질문이에요."}.in(language));
    }
    if (outcome == "stopped") {
        return std::string(Text{"This question was stopped already.", "이미 중지한 질문이에요."}.in(language));
    }
    if (outcome == "not_found") {
        return std::string(
            Text{"Only who asked a question can stop it.", "질문은 물어본 사람만 중지할 수 있어요."}.in(language));
    }
    return question_refusal(outcome, language);
}

base::Task<void> whisper(postgres::Transaction& transaction, Whisper words, std::string key) {
    const jobs::NewJob job = whisper_job(words, std::move(key));
    co_await jobs::enqueue(transaction, job);
}

}  // namespace

std::string stop_blocks(std::string_view sentence, std::int64_t question_id, Language language) {
    const std::string id = std::to_string(question_id);
    Blocks blocks;
    blocks.section(sentence, Button{.action_id = stop_action, .text = Text{"Stop", "중지"}.in(language), .value = id});
    return blocks.take();
}

base::Task<void> offer_to_stop(postgres::Transaction& transaction, const StopOffer& offer) {
    const std::string_view sentence = still_looking.in(offer.language);
    co_await whisper(transaction,
                     {.team_id = offer.team_id,
                      .enterprise_id = offer.enterprise_id,
                      .user_id = offer.user_id,
                      .channel = offer.channel,
                      .thread_ts = offer.thread_ts,
                      .text = std::string(sentence),
                      .blocks = stop_blocks(sentence, offer.question_id, offer.language),
                      .not_before = offer.asked_at + patience,
                      .while_open = Whisper::Question{offer.team_space_id, offer.question_id}},
                     fmt::format("stop/{}/{}", offer.team_space_id, offer.question_id));
}

base::Task<bool> click_on_stop(postgres::Transaction& transaction, const Interaction& interaction,
                               std::string_view event_id) {
    const JsonView json = interaction.json();
    const auto id = http::parse_id(json["actions"][std::size_t{0}]["value"].string().value_or(""));
    if (!id) {
        co_return false;
    }
    const auto rows =
        co_await transaction.run(sql::slack::stop_questions, interaction.team_id, view_of(interaction.enterprise_id),
                                 interaction.user_id, *id, std::nullopt, std::nullopt);
    const auto row = rows.front();
    if (row.outcome == "ok" || !interaction.channel_id) {
        co_return row.outcome == "ok";
    }
    co_await whisper(transaction,
                     {.team_id = interaction.team_id,
                      .enterprise_id = interaction.enterprise_id,
                      .user_id = interaction.user_id,
                      .channel = *interaction.channel_id,
                      .thread_ts = identifier(json["container"]["thread_ts"]),
                      .text = why_not(row.outcome, http::language_of(row.locale))},
                     std::string(event_id));
    co_return false;
}

base::Task<bool> stop_session(postgres::Transaction& transaction, const EventTenant& tenant, JsonView payload) {
    const JsonView event = payload["event"];
    const auto user = identifier(event["user"]);
    const auto channel = identifier(event["channel"]);
    const auto thread_ts = identifier(event["thread_ts"]);
    if (!user || !channel || !thread_ts) {
        co_return false;
    }
    const auto rows =
        co_await transaction.run(sql::slack::stop_questions, tenant.team_id, view_of(tenant.enterprise_id), *user,
                                 std::nullopt, view_of(channel), view_of(thread_ts));
    co_return rows.front().outcome == "ok";
}

}  // namespace gracy::slack

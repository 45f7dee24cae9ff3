#include "slack/answers/answer_clicks.hpp"

#include "gracy/sql/slack.hpp"
#include "http/numbers.hpp"
#include "jobs/enqueue.hpp"
#include "slack/answers/question.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/sending/whisper.hpp"

#include <fmt/format.h>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

struct Opinion {
    bool helpful;
    std::int64_t question_id;
};

std::optional<Opinion> read_opinion(std::string_view value) {
    const std::size_t slash = value.find('/');
    const std::string_view word = value.substr(0, slash);
    const auto id = slash == value.npos ? std::nullopt : http::parse_id(value.substr(slash + 1));
    if (!id || (word != "helpful" && word != "unhelpful")) {
        return std::nullopt;
    }
    return Opinion{.helpful = word == "helpful", .question_id = *id};
}

std::string thanks(std::string_view outcome, bool helpful, Language language) {
    if (outcome == "not_found") {
        return std::string(
            Text{"This answer is no longer kept.", "이 답변은 더 이상 보관되어 있지 않아요."}.in(language));
    }
    if (outcome != "ok") {
        return question_refusal(outcome, language);
    }
    return std::string(
        (helpful ? Text{"Thank you, noted: it helped. You can change your mind.",
                        "고마워요. 도움이 되었다고 남겼어요. 언제든 바꿀 수 있어요."}
                 : Text{"Thank you, noted: it did not help. You can change your mind, and HR is happy to help.",
                        "고마워요. 도움이 되지 않았다고 남겼어요. 언제든 바꿀 수 있고, 인사 담당자에게 물어볼 수도 "
                        "있어요."})
            .in(language));
}

}  // namespace

std::string feedback_value(bool helpful, std::int64_t question_id) {
    return fmt::format("{}/{}", helpful ? "helpful" : "unhelpful", question_id);
}

base::Task<void> click_on_answer(postgres::Transaction& transaction, const Interaction& interaction,
                                 std::string_view event_id) {
    const base::JsonView json = interaction.json();
    const auto opinion = read_opinion(json["actions"][std::size_t{0}]["value"].string().value_or(""));
    if (!opinion || !interaction.channel_id) {
        co_return;
    }
    const auto rows =
        co_await transaction.run(sql::slack::give_feedback, interaction.team_id, view_of(interaction.enterprise_id),
                                 interaction.user_id, opinion->question_id, opinion->helpful);
    const auto row = rows.front();
    const jobs::NewJob job = whisper_job({.team_id = interaction.team_id,
                                          .enterprise_id = interaction.enterprise_id,
                                          .user_id = interaction.user_id,
                                          .channel = *interaction.channel_id,
                                          .thread_ts = identifier(json["message"]["thread_ts"]),
                                          .text = thanks(row.outcome, opinion->helpful, http::language_of(row.locale))},
                                         std::string(event_id));
    co_await jobs::enqueue(transaction, job);
}

}  // namespace gracy::slack

#include "slack/announcements/announcement_clicks.hpp"

#include "gracy/sql/slack.hpp"
#include "slack/announcements/announcement_form.hpp"
#include "slack/announcements/announcement_refusal.hpp"
#include "slack/announcements/announcement_row.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/clicked_message.hpp"
#include "slack/sending/responder.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

/// Steps of steer_announcement by their buttons.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> steps{
    {{announcement_action::cancel, "cancel"},
     {announcement_action::send_later, "send_later"},
     {announcement_action::look, "look"},
     {announcement_action::remind, "remind"},
     {announcement_action::recall, "recall"},
     {announcement_action::approve, "approve"},
     {announcement_action::decline, "decline"},
     {announcement_action::send, "send"},
     {announcement_action::resubmit, "resubmit"}}};

std::string_view step_of(std::string_view action_id) {
    const auto* const found = std::ranges::find(steps, action_id, [](const auto& step) { return step.first; });
    return found == steps.end() ? std::string_view() : found->second;
}

/// Whoever clicked, the message that they clicked in, and what about.
struct Click {
    postgres::Transaction& transaction;
    const Interaction& interaction;
    std::string_view event_id;
    std::string_view action_id;
    AnnouncementReference about;
};

/// Which text the message showed that was clicked in: one of before buttons said so is of the first.
std::int32_t shown_text(const Click& click) {
    return std::max(click.about.version, 1);
}

base::Task<void> acknowledge(const Click& click) {
    const auto rows = co_await click.transaction.run(sql::slack::acknowledge_announcement, click.interaction.team_id,
                                                     view_of(click.interaction.enterprise_id),
                                                     click.interaction.user_id, click.about.id, shown_text(click));
    const auto row = rows.front();
    if (row.outcome != "ok" && row.outcome != "text_changed") {
        co_return;  // recalled meanwhile: the message is on its way out
    }
    const std::int64_t team_space_id = row.team_space_id.value_or(0);
    const auto said = co_await click.transaction.run(sql::slack::read_announcement, team_space_id, click.about.id);
    if (const auto announcement = said.first()) {
        const Telling telling =
            row.outcome == "text_changed" ? Telling::changed
            : row.acknowledged_version.value_or(announcement->text_version) < announcement->text_version
                ? Telling::acknowledged_before
                : Telling::acknowledged;
        co_await change_clicked_message(click.transaction, team_space_id, click.interaction, click.event_id,
                                        announcement_message(announcement_of(click.about.id, *announcement), telling,
                                                             http::language_of(row.locale)));
    }
}

/// `row`: of acknowledge_announcement. Nothing: there is nothing to say.
template <class Row>
std::string answer_in_channel(const Row& row, std::int32_t shown, Language language) {
    if (row.outcome == "ok" && row.acknowledged_version.value_or(shown) < shown) {
        return std::string(Text{"You acknowledged it before it was corrected, and that stands.",
                                "내용이 수정되기 전에 이미 확인했어요. 그 기록이 그대로 남아 있어요."}
                               .in(language));
    }
    if (row.outcome == "ok") {
        return std::string(Text{"Noted: you have read it.", "확인했어요."}.in(language));
    }
    if (row.outcome == "not_found" || row.outcome == "not_member") {
        return std::string(Text{"This announcement is not for you, so nothing was noted.",
                                "이 공지의 대상이 아니어서 확인을 남기지 않았어요."}
                               .in(language));
    }
    return announcement_refusal(row.outcome, language).value_or("");
}

/// The message in the channel is everybody's, and stays; who clicked is answered beside it, alone: when it says
/// something else by now, with that.
base::Task<void> acknowledge_in_channel(const Click& click) {
    const auto rows = co_await click.transaction.run(sql::slack::acknowledge_announcement, click.interaction.team_id,
                                                     view_of(click.interaction.enterprise_id),
                                                     click.interaction.user_id, click.about.id, shown_text(click));
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    std::string answer;
    if (row.outcome == "text_changed") {
        const auto said = co_await click.transaction.run(sql::slack::read_announcement, row.team_space_id.value_or(0),
                                                         click.about.id);
        if (const auto announcement = said.first()) {
            answer = announcement_message(announcement_of(click.about.id, *announcement), Telling::changed, language);
        }
    } else if (const std::string words = answer_in_channel(row, shown_text(click), language); !words.empty()) {
        answer = plain_message(words);
    }
    if (!answer.empty()) {
        co_await answer_later(click.transaction, click.interaction, Answering::beside, std::move(answer),
                              fmt::format("click/answer/{}", click.event_id));
    }
}

/// What was clicked in is shown anew like all else that is shown of the announcement; only a refusal is said apart.
base::Task<void> steer(const Click& click) {
    const auto rows = co_await click.transaction.run(
        sql::slack::steer_announcement, click.interaction.team_id, view_of(click.interaction.enterprise_id),
        click.interaction.user_id, click.about.id, click.about.version, step_of(click.action_id));
    const auto row = rows.front();
    const auto why = announcement_refusal(row.outcome, http::language_of(row.locale));
    if (row.team_space_id && why) {
        const std::string key = fmt::format("click/answer/{}", click.event_id);
        co_await click.transaction.run(sql::slack::queue_message, *row.team_space_id, click.interaction.team_id,
                                       click.interaction.user_id, plain_message(*why),
                                       std::optional<std::string_view>(key));
    }
}

}  // namespace

bool is_announcement_click(std::string_view action_id) {
    return action_id == announcement_action::acknowledge || action_id == announcement_action::acknowledge_in_channel ||
           !step_of(action_id).empty();
}

base::Task<void> click_on_announcement(postgres::Transaction& transaction, const Interaction& interaction,
                                       std::string_view event_id) {
    const base::JsonView action = interaction.json()["actions"][std::size_t{0}];
    const auto about = read_reference(action["value"].string().value_or(""));
    if (!about) {
        co_return;
    }
    const Click click{.transaction = transaction,
                      .interaction = interaction,
                      .event_id = event_id,
                      .action_id = action["action_id"].string().value_or(""),
                      .about = *about};
    if (click.action_id == announcement_action::acknowledge) {
        co_await acknowledge(click);
    } else if (click.action_id == announcement_action::acknowledge_in_channel) {
        co_await acknowledge_in_channel(click);
    } else {
        co_await steer(click);
    }
}

}  // namespace gracy::slack

#include "slack/announcement_clicks.hpp"

#include "gracy/sql/slack.hpp"
#include "slack/announcement_form.hpp"
#include "slack/announcement_refusal.hpp"
#include "slack/announcement_row.hpp"
#include "slack/clicked_message.hpp"
#include "slack/optional_view.hpp"
#include "slack/say.hpp"

#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

/// Steps of steer_announcement by their buttons.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> steps{
    {{announcement_action::cancel, "cancel"},
     {announcement_action::send_later, "send_later"},
     {announcement_action::look, "look"},
     {announcement_action::remind, "remind"},
     {announcement_action::recall, "recall"},
     {announcement_action::approve, "approve"},
     {announcement_action::send, "send"}}};

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
    std::int64_t team_space_id = 0;
    Language language = Language::english;
};

base::Task<void> change_message(const Click& click, std::string arguments) {
    co_await change_clicked_message(click.transaction, click.team_space_id, click.interaction, click.event_id,
                                    std::move(arguments));
}

base::Task<void> say_to(const Click& click, std::string arguments, std::string_view team_id, std::string_view user_id) {
    const std::string key = fmt::format("click/answer/{}", click.event_id);
    co_await click.transaction.run(sql::slack::queue_message, click.team_space_id, team_id, user_id, arguments,
                                   std::optional<std::string_view>(key));
}

base::Task<void> acknowledge(Click click) {
    const auto rows = co_await click.transaction.run(sql::slack::acknowledge_announcement, click.interaction.team_id,
                                                     view_of(click.interaction.enterprise_id),
                                                     click.interaction.user_id, click.about.id);
    const auto row = rows.front();
    if (row.outcome != "ok") {
        co_return;  // recalled meanwhile: the message is on its way out
    }
    click.team_space_id = row.team_space_id.value_or(0);
    const auto said =
        co_await click.transaction.run(sql::slack::read_announcement, click.team_space_id, click.about.id);
    if (const auto announcement = said.first()) {
        co_await change_message(click, announcement_message(announcement_of(click.about.id, *announcement),
                                                            Telling::acknowledged, http::language_of(row.locale)));
    }
}

base::Task<void> follow_step(const Click& click) {
    const auto rows =
        co_await click.transaction.run(sql::slack::read_announcement, click.team_space_id, click.about.id);
    const auto row = rows.first();
    if (!row) {
        co_return;
    }
    const Announcement announcement = announcement_of(click.about.id, *row);
    if (click.action_id == announcement_action::approve) {
        co_await change_message(
            click, plain_message(Text{":white_check_mark: You have approved it.", ":white_check_mark: 승인했어요."}.in(
                       click.language)));
        if (row->author_user_id && row->author_team_id) {
            co_await say_to(click, approved_message(announcement, http::language_of(row->author_locale)),
                            *row->author_team_id, *row->author_user_id);
        }
    } else if (click.action_id == announcement_action::send_later) {
        co_await change_message(click, plain_message(goes_out(announcement.send_at.value_or(""), click.language)));
    } else if (click.action_id == announcement_action::send) {
        co_await change_message(click,
                                plain_message(Text{":mega: On its way!", ":mega: 보내고 있어요!"}.in(click.language)));
    } else {
        co_await change_message(click, progress_message(announcement, progress_of(*row), click.language));
    }
}

base::Task<void> steer(Click click) {
    const auto rows = co_await click.transaction.run(
        sql::slack::steer_announcement, click.interaction.team_id, view_of(click.interaction.enterprise_id),
        click.interaction.user_id, click.about.id, click.about.version, step_of(click.action_id));
    const auto row = rows.front();
    if (!row.team_space_id) {
        co_return;
    }
    click.team_space_id = *row.team_space_id;
    click.language = http::language_of(row.locale);
    if (row.outcome == "ok") {
        co_await follow_step(click);
    } else if (const auto why = announcement_refusal(row.outcome, click.language)) {
        co_await say_to(click, plain_message(*why), click.interaction.team_id, click.interaction.user_id);
    }
}

}  // namespace

bool is_announcement_click(std::string_view action_id) {
    return action_id == announcement_action::acknowledge || !step_of(action_id).empty();
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
    } else {
        co_await steer(click);
    }
}

}  // namespace gracy::slack

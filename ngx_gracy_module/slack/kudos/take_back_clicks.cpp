#include "slack/kudos/take_back_clicks.hpp"

#include "access/services.hpp"
#include "gracy/sql/slack.hpp"
#include "http/numbers.hpp"
#include "slack/announcements/announcement_message.hpp"
#include "slack/kudos/take_back.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/clicked_message.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/sentence_for.hpp"
#include "slack/views/queue_view.hpp"

namespace gracy::slack {
namespace {

base::JsonView action_of(base::JsonView interaction) {
    return interaction["actions"][std::size_t{0}];
}

bool is_click(base::JsonView interaction) {
    return action_of(interaction)["action_id"].string() == take_back_action;
}

/// 0 is nobody's.
std::int64_t kudos_of(const Interaction& interaction) {
    return http::parse_id(action_of(interaction.json())["value"].string().value_or("")).value_or(0);
}

template <class Row>
std::string sentence_of(const Row& row, http::Language language) {
    return sentence_for(taken_back(row.outcome, row.refunded.value_or(0), language), "take_back_kudos", row.outcome);
}

}  // namespace

bool is_take_back_click(base::JsonView interaction) {
    return is_click(interaction) && !interaction["view"];
}

base::Task<void> click_on_take_back(postgres::Transaction& transaction, const Interaction& interaction,
                                    std::string_view event_id) {
    const auto rows =
        co_await transaction.run(sql::slack::take_back_kudos, interaction.team_id, view_of(interaction.enterprise_id),
                                 interaction.user_id, kudos_of(interaction));
    const auto row = rows.front();
    if (!row.team_space_id) {
        co_return;  // nobody is connected any more who could be told
    }
    const http::Language language = http::language_of(row.locale);
    const std::string sentence = row.outcome == "not_member"
                                     ? (co_await why_no_member(transaction, interaction, language)).text
                                     : sentence_of(row, language);
    co_await change_clicked_message(transaction, *row.team_space_id, interaction, event_id, plain_message(sentence));
}

bool is_take_back_in_modal(base::JsonView interaction) {
    return is_click(interaction) && interaction["view"]["type"].string() == "modal";
}

base::Task<void> take_back_in_modal(access::Call& call, const Interaction& interaction) {
    const auto rows =
        co_await call.database().write(sql::slack::take_back_kudos, interaction.team_id,
                                       view_of(interaction.enterprise_id), interaction.user_id, kudos_of(interaction));
    const auto row = rows.front();
    const http::Language language = http::language_of(row.locale);
    ViewRequest shown{.team_id = interaction.team_id,
                      .enterprise_id = interaction.enterprise_id,
                      .user_id = interaction.user_id,
                      .trigger_id = interaction.trigger_id.value_or(""),
                      .view = std::string(kudos_given_callback),
                      .received_at = call.services().clock.now(),
                      .refusal = row.outcome == "not_member"
                                     ? (co_await why_no_member(call, interaction, language)).text
                                     : sentence_of(row, language),
                      .view_id = identifier(interaction.json()["view"]["id"])};
    if (interaction.trigger_id && shown.view_id) {
        co_await queue_view(call, std::move(shown), {});
    }
}

}  // namespace gracy::slack

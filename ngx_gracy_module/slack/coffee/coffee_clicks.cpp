#include "slack/coffee/coffee_clicks.hpp"

#include "gracy/sql/slack.hpp"
#include "http/numbers.hpp"
#include "slack/announcements/announcement_message.hpp"
#include "slack/coffee/coffee_message.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/clicked_message.hpp"
#include "slack/receiving/refusals.hpp"

namespace gracy::slack {
namespace {

using http::Text;

base::Task<void> say_whether_met(postgres::Transaction& transaction, const Interaction& interaction,
                                 std::string_view event_id) {
    const base::JsonView action = interaction.json()["actions"][std::size_t{0}];
    const auto answer = coffee_answer_behind(action["action_id"].string().value_or(""));
    const auto round = http::parse_integer(action["value"].string().value_or(""));
    if (!answer || !round) {
        co_return;
    }
    const auto rows =
        co_await transaction.run(sql::slack::answer_coffee, interaction.team_id, view_of(interaction.enterprise_id),
                                 interaction.user_id, *round, name_of(*answer));
    const auto row = rows.front();
    if (!row.team_space_id) {
        co_return;  // nobody is connected any more who could be told
    }
    const http::Language language = http::language_of(row.locale);
    const auto others = row.others.copy();
    const CoffeeQuestion question{.round_id = *round, .program = row.program.value_or(""), .others = others};
    const std::string shown =
        row.outcome == "ok" && !others.empty() ? coffee_question(question, answer, language)
        : row.outcome == "not_member"
            ? plain_message((co_await why_no_member(transaction, interaction, language)).text)
            : plain_message(Text{"This round is over for you: there is nothing to answer any more.",
                                 "이 커피 모임에는 이제 답할 것이 없어요."}
                                .in(language));
    co_await change_clicked_message(transaction, *row.team_space_id, interaction, event_id, shown);
}

base::Task<void> come_back(postgres::Transaction& transaction, const Interaction& interaction,
                           std::string_view event_id) {
    const base::JsonView json = interaction.json();
    const auto program = http::parse_id(json["actions"][std::size_t{0}]["value"].string().value_or(""));
    if (!program) {
        co_return;
    }
    const auto rows = co_await transaction.run(sql::slack::resume_coffee, interaction.team_id,
                                               view_of(interaction.enterprise_id), interaction.user_id, *program);
    const auto row = rows.front();
    if (!row.team_space_id) {
        co_return;
    }
    const http::Language language = http::language_of(row.locale);
    const std::string now =
        row.outcome == "ok" ? coffee_joined(row.program.value_or(""), row.next_round, language)
        : row.outcome == "not_member"
            ? (co_await why_no_member(transaction, interaction, language)).text
            : std::string(Text{"This coffee program has ended.", "이 커피 모임은 끝났어요."}.in(language));
    // An answer to /coffee said that they pause, and nothing else; a notice may tell of other things.
    const bool alone = json["container"]["is_ephemeral"].boolean() == true;
    const CoffeeNotice before =
        alone ? CoffeeNotice{}
              : coffee_notice_of(json["message"]["blocks"],
                                 json["actions"][std::size_t{0}]["action_id"].string().value_or(""));
    co_await change_clicked_message(transaction, *row.team_space_id, interaction, event_id,
                                    coffee_resumed(before, now));
}

}  // namespace

bool is_coffee_click(std::string_view action_id) {
    return coffee_answer_behind(action_id).has_value() || is_coffee_resume(action_id);
}

base::Task<void> click_on_coffee(postgres::Transaction& transaction, const Interaction& interaction,
                                 std::string_view event_id) {
    const auto action = interaction.json()["actions"][std::size_t{0}]["action_id"].string();
    if (is_coffee_resume(action.value_or(""))) {
        co_await come_back(transaction, interaction, event_id);
    } else {
        co_await say_whether_met(transaction, interaction, event_id);
    }
}

}  // namespace gracy::slack

#include "slack/coffee/coffee_host.hpp"

#include "gracy/sql/slack.hpp"
#include "postgres/client.hpp"
#include "slack/coffee/coffee_message.hpp"
#include "slack/receiving/store.hpp"

#include <algorithm>

namespace gracy::slack {
namespace {

constexpr std::int32_t at_once = 20;

using Text = http::Text;
using MaybeText = std::optional<std::string_view>;

std::optional<Text> in_both(MaybeText english, MaybeText korean) {
    return english && korean ? std::optional(Text{.english = *english, .korean = *korean}) : std::nullopt;
}

template <class Row>
std::string introduction_of(const Row& row, std::uint64_t draw) {
    CoffeeGroup group{.program = row.program,
                      .value = in_both(row.value_en, row.value_ko),
                      .team = in_both(row.team_en, row.team_ko),
                      .department = in_both(row.department_en, row.department_ko),
                      .location = in_both(row.location_en, row.location_ko),
                      .hired_year = row.hired_year,
                      .draw = draw};
    const auto names = row.names.copy();
    const auto users = row.user_ids.copy();
    const auto locales = row.locales.copy();
    for (std::size_t i = 0; i < std::min({names.size(), users.size(), locales.size()}); ++i) {
        group.people.push_back({.name = names[i], .user_id = users[i], .language = http::language_of(locales[i])});
    }
    return coffee_introduction(group);
}

}  // namespace

base::Task<bool> CoffeeHost::introduce_some() {
    postgres::Client client(database_);
    postgres::Transaction transaction = co_await client.begin();
    const auto steps = co_await transaction.run(sql::slack::introduce_coffee_groups, at_once);
    if (steps.size() == 0) {
        co_return false;
    }
    for (const auto step : steps) {
        if (step.step != "post") {
            continue;
        }
        const auto rows =
            co_await transaction.run(sql::slack::read_coffee_group, step.team_space_id, step.round_id, step.group_no);
        const auto row = rows.front();
        const auto draw = static_cast<std::uint64_t>(step.round_id + step.group_no);
        const std::string arguments = introduction_of(row, draw);
        co_await transaction.run(sql::slack::post_coffee_introduction, step.team_space_id, step.round_id, step.group_no,
                                 row.team_id, arguments);
    }
    co_await transaction.commit();
    for (const auto step : steps) {
        counts_.in_slack += step.step == "in_slack";
        counts_.by_notice += step.step == "by_notice";
    }
    client.notify(events_channel);
    co_return steps.size() == at_once;
}

base::Task<bool> CoffeeHost::ask_some() {
    postgres::Client client(database_);
    postgres::Transaction transaction = co_await client.begin();
    const auto steps = co_await transaction.run(sql::slack::ask_coffee_questions, at_once);
    if (steps.size() == 0) {
        co_return false;
    }
    for (const auto step : steps) {
        if (step.step == "ask") {
            const std::string arguments = coffee_question(
                {.round_id = step.round_id, .program = step.program.value_or(""), .others = step.others.copy()},
                std::nullopt, http::language_of(step.locale.value_or("")));
            co_await transaction.run(sql::slack::put_coffee_question, step.team_space_id, step.round_id, step.member_id,
                                     step.team_id.value_or(""), step.user_id.value_or(""), arguments);
        }
    }
    co_await transaction.commit();
    for (const auto step : steps) {
        counts_.asked_in_slack += step.step == "ask";
        counts_.asked_by_notice += step.step == "by_notice";
    }
    client.notify(events_channel);
    co_return steps.size() == at_once;
}

}  // namespace gracy::slack

#include "slack/coffee/coffee_form_submission.hpp"

#include "gracy/sql/slack.hpp"
#include "http/numbers.hpp"
#include "jobs/channel.hpp"
#include "slack/coffee/coffee_form.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/form_answer.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/sentence_for.hpp"

#include <optional>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

/// Nothing for what the function does not say.
std::optional<std::string> explain(std::string_view outcome, Language language) {
    const auto said = [&](Text text) { return std::optional(std::string(text.in(language))); };
    if (outcome == "in_the_past") {
        return said({"Please choose a day to come.", "오늘보다 뒤의 날짜를 골라 주세요."});
    }
    if (outcome == "self") {
        return said({"That is you: you will not meet yourself. Please take yourself out.",
                     "본인은 고르지 않아도 돼요. 목록에서 빼 주세요."});
    }
    if (outcome == "unknown_member") {
        return said({"One of these people has left. Please remove them.",
                     "이제 구성원이 아닌 사람이 있어요. 다시 골라 주세요."});
    }
    if (outcome == "too_many_exclusions") {
        return said({"At most 100 people, please.", "100명까지 고를 수 있어요."});
    }
    if (outcome == "unknown_program") {
        return said({"A program has ended meanwhile: please open the form again.",
                     "그사이 끝난 모임이 있어요. 양식을 다시 열어 주세요."});
    }
    if (outcome == "unknown_workspace") {
        return unknown_workspace().text;
    }
    return std::nullopt;
}

}  // namespace

base::Task<http::Response> submit_coffee_form(access::Call& call, const Interaction& interaction) {
    const auto wish = read_coffee_form(interaction.json()["view"]);
    if (!wish) {
        co_return refuse_field(
            wish.error(),
            wish.error().starts_with(coffee_until_prefix)
                ? "To pause until then, choose “I pause” above. / 쉬려면 위에서 ‘잠시 쉬기’를 골라 주세요."
                : "Please fill this in. / 이 항목을 채워 주세요.");
    }
    std::vector<std::int64_t> programs;
    std::vector<std::string_view> statuses;
    std::vector<std::string_view> until;
    for (const CoffeeTaking& one : wish->taking) {
        programs.push_back(one.program_id);
        statuses.push_back(one.status);
        until.push_back(one.until);
    }
    const auto rows = co_await call.database().write(sql::slack::set_own_coffee, interaction.team_id,
                                                     view_of(interaction.enterprise_id), interaction.user_id, programs,
                                                     statuses, until, wish->apart);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "ok") {
        call.database().notify(jobs::channel);
        co_return http::Response::json(update_answer(coffee_form_saved(language)));
    }
    if (row.outcome == "not_member") {
        co_return refuse_field(first_input(interaction.json()["view"]).value_or(coffee_apart_block),
                               (co_await why_no_member(call, interaction, language)).text);
    }
    const auto program = http::parse_id(row.subject.value_or(""));
    co_return refuse_field(program ? coffee_until_block(*program) : std::string(coffee_apart_block),
                           sentence_for(explain(row.outcome, language), "set_own_coffee", row.outcome));
}

}  // namespace gracy::slack

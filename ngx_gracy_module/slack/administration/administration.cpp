#include "slack/administration/administration.hpp"

#include "gracy/sql/slack.hpp"
#include "http/field_value.hpp"
#include "slack/administration/administration_buttons.hpp"
#include "slack/administration/allowance_form.hpp"
#include "slack/administration/values_form.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/days.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/receiving/form_answer.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/sentence_for.hpp"

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

/// `who`: a command or an interaction, which must outlive the task.
template <class Who>
base::Task<std::string> sentence_about(access::Call& call, const Who& who, std::string_view outcome,
                                       Language language) {
    if (outcome == "not_member") {
        co_return (co_await why_no_member(call, who, language)).text;
    }
    co_return sentence_for(administration_refusal(outcome, language), "a statement about the company's rules", outcome);
}

std::string saved_modal(std::string_view sentence, Language language) {
    Blocks view;
    view.section(sentence);
    return modal_view({.callback_id = "admin.saved",
                       .title = Text{"Saved", "저장했어요"}.in(language),
                       .close = Text{"Close", "닫기"}.in(language),
                       .clear_on_close = true},
                      std::move(view));
}

}  // namespace

std::optional<std::string> administration_refusal(std::string_view outcome, Language language) {
    if (outcome == "unknown_workspace") {
        return unknown_workspace().text;
    }
    const auto said = [&](Text text) { return std::optional(std::string(text.in(language))); };
    if (outcome == "not_administrator") {
        return said({"Only administrators can change this.", "관리자만 바꿀 수 있어요."});
    }
    if (outcome == "version_mismatch") {
        return said({"Somebody has changed it meanwhile: please open the form again.",
                     "그사이 다른 사람이 바꿨어요. 양식을 다시 열어 주세요."});
    }
    if (outcome == "not_found") {
        return said({"This value is gone.", "이제 없는 가치예요."});
    }
    if (outcome == "name_taken") {
        return said(
            {"Another value has this name, in one of the languages.", "다른 가치가 이미 쓰고 있는 이름이에요."});
    }
    if (outcome == "unknown_emoji") {
        return said(
            {"Write one emoji, or its name, like :rocket:.", "이모지 하나나 :rocket: 같은 이름을 적어 주세요."});
    }
    if (outcome == "key_reused") {
        return said({"This form was used before: please open it again.", "이미 사용한 양식이에요. 다시 열어 주세요."});
    }
    return std::nullopt;
}

std::string value_saved(const CompanyValue& value, Language language) {
    return say(language,
               value.active ? Text{":white_check_mark: Kudos can be given for *{}*.",
                                   ":white_check_mark: 이제 *{}* 가치로 칭찬을 보낼 수 있어요."}
                            : Text{":white_check_mark: *{}* is out of use. What was given for it stays.",
                                   ":white_check_mark: *{}* 가치는 이제 쓰지 않아요. 이미 보낸 칭찬은 그대로예요."},
               styled(language == Language::korean ? value.name_ko.value_or(value.name) : value.name));
}

bool asks_for_administration(std::string_view text) {
    const std::vector<Token> words = tokens_of(text);
    return words.size() == 1 && (http::same_text(words[0].raw, "admin") || words[0].raw == "관리");
}

base::Task<Message> administer(access::Call& call, const Command& command) {
    const auto rows = co_await call.database().read(sql::slack::describe_administrator, command.team_id,
                                                    view_of(command.enterprise_id), command.user_id);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome != "ok") {
        co_return ephemeral(co_await sentence_about(call, command, row.outcome, language));
    }
    std::string text(Text{"What do you want to change?", "무엇을 바꿀까요?"}.in(language));
    Blocks blocks;
    blocks.section(text);
    add_administration_buttons(blocks, language);
    co_return Message{.text = std::move(text), .blocks = blocks.take()};
}

base::Task<http::Response> submit_chosen_value(access::Call& call, const Interaction& interaction) {
    const auto id = read_chosen_value(interaction.json()["view"]["state"]["values"]);
    if (!id) {
        co_return refuse_field(chosen_value_block, "Please choose one. / 하나를 골라 주세요.");
    }
    const auto rows = co_await call.database().read(sql::slack::get_company_value, interaction.team_id,
                                                    view_of(interaction.enterprise_id), interaction.user_id, *id);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "ok") {
        CompanyValue value{.id = *id,
                           .version = row.version.value_or(0),
                           .name = std::string(row.name.value_or("")),
                           .active = row.active.value_or(true)};
        value.name_ko = row.name_ko;
        value.emoji = row.emoji;
        co_return http::Response::json(push_answer(value_modal(value, language)));
    }
    if (row.outcome == "not_found" && *id == 0) {
        co_return http::Response::json(push_answer(value_modal({}, language)));
    }
    co_return refuse_field(chosen_value_block, co_await sentence_about(call, interaction, row.outcome, language));
}

base::Task<http::Response> submit_value(access::Call& call, const Interaction& interaction) {
    const base::JsonView view = interaction.json()["view"];
    const auto view_id = identifier(view["id"]);
    const auto value = read_value(view);
    if (!value || !view_id) {
        co_return refuse_field(block_of(value ? ValueField::name : value.error()),
                               "Please look at this once more. / 다시 확인해 주세요.");
    }
    const auto rows = co_await call.database().write(
        sql::slack::set_company_value, interaction.team_id, view_of(interaction.enterprise_id), interaction.user_id,
        value->id, value->version, value->name, view_of(value->name_ko), view_of(value->emoji), value->active, *view_id,
        call.request().request_id);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome != "ok") {
        const bool korean = row.outcome == "name_taken" && row.subject == "name_ko";
        const ValueField field = row.outcome == "unknown_emoji" ? ValueField::emoji
                                 : korean                       ? ValueField::name_ko
                                                                : ValueField::name;
        co_return refuse_field(block_of(field), co_await sentence_about(call, interaction, row.outcome, language));
    }
    co_return http::Response::json(update_answer(saved_modal(value_saved(*value, language), language)));
}

base::Task<http::Response> submit_allowance(access::Call& call, const Interaction& interaction) {
    const auto allowance = read_allowance(interaction.json()["view"]);
    if (!allowance) {
        co_return refuse_field(block_of(allowance.error()), "Please look at this once more. / 다시 확인해 주세요.");
    }
    const auto rows = co_await call.database().write(
        sql::slack::set_allowance, interaction.team_id, view_of(interaction.enterprise_id), interaction.user_id,
        allowance->version, allowance->period, allowance->points, allowance->shortest_message,
        allowance->pair_gifts_a_day, allowance->pair_percent, allowance->leaderboards, call.request().request_id);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome != "ok") {
        co_return refuse_field(block_of(AllowanceField::points),
                               co_await sentence_about(call, interaction, row.outcome, language));
    }
    co_return http::Response::json(update_answer(
        saved_modal(row.next_since ? say(language,
                                         {":white_check_mark: Saved. The new allowance comes on {}.",
                                          ":white_check_mark: 저장했어요. 새 점수와 기간은 {}부터 적용돼요."},
                                         day_in_words(*row.next_since, language))
                                   : say(language, {":white_check_mark: Saved. It holds from now on.",
                                                    ":white_check_mark: 저장했어요. 지금부터 적용돼요."}),
                    language)));
}

}  // namespace gracy::slack

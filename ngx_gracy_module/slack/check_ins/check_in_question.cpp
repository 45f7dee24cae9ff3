#include "slack/check_ins/check_in_question.hpp"

#include "base/json_writer.hpp"
#include "gracy/sql/slack.hpp"
#include "http/timestamp.hpp"
#include "slack/announcements/announcement_message.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/check_ins/check_in_form.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/clicked_message.hpp"
#include "slack/receiving/refusals.hpp"

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::string_view day = "{date}";
constexpr std::string_view stop_asking = "check_in_stop";
constexpr std::string_view ask_again = "check_in_again";

void add_switch(Blocks& blocks, std::string_view action_id, Text label, std::string_view date, Language language) {
    blocks.actions("check_in_asking", {Button{.action_id = action_id, .text = label.in(language), .value = date}});
}

std::string question(std::string_view text, std::optional<std::int32_t> score, std::string_view date,
                     Language language) {
    Blocks blocks;
    blocks.section(text);
    add_faces(blocks, score, language, date);
    blocks.context(
        Text{"Only you see it. `/mood` keeps a few words, too.", "나만 볼 수 있어요. `/mood`로 한 줄도 남길 수 있어요."}
            .in(language));
    add_switch(blocks, stop_asking, {"Don't ask me", "그만 물어보기"}, date, language);
    return message_arguments(text, std::move(blocks));
}

std::string answered(std::string_view outcome, std::int32_t score, std::string_view date, Language language) {
    if (outcome == "created" || outcome == "ok") {
        return question(say(language,
                            {"{} Noted for today. You can change it until midnight: tap another one.",
                             "{} 오늘 하루를 남겼어요. 자정까지 다른 얼굴을 눌러 바꿀 수 있어요."},
                            face_of(score)),
                        score, date, language);
    }
    return plain_message(
        Text{"That day is over. How's your day? `/mood`", "이미 지난 하루예요. 오늘은 어떤가요? `/mood`"}.in(language));
}

std::string_view action_of(base::JsonView interaction) {
    return interaction["actions"][std::size_t{0}]["action_id"].string().value_or("");
}

bool is_switch(std::string_view action) {
    return action == stop_asking || action == ask_again;
}

base::Task<void> answer(postgres::Transaction& transaction, const Interaction& interaction, std::string_view event_id) {
    const base::JsonView action = interaction.json()["actions"][std::size_t{0}];
    const auto score = tapped_score(action_of(interaction.json()));
    const std::string_view date = action["value"].string().value_or("");
    const auto asked_on = http::parse_date(date);
    if (!score || !asked_on) {
        co_return;
    }
    const auto rows =
        co_await transaction.run(sql::slack::answer_check_in_question, interaction.team_id,
                                 view_of(interaction.enterprise_id), interaction.user_id, *asked_on, *score);
    const auto row = rows.front();
    if (!row.team_space_id) {
        co_return;  // nobody is connected any more who could be told
    }
    const Language language = http::language_of(row.locale);
    const std::string shown = row.outcome == "not_member"
                                  ? plain_message((co_await why_no_member(transaction, interaction, language)).text)
                                  : answered(row.outcome, *score, date, language);
    co_await change_clicked_message(transaction, *row.team_space_id, interaction, event_id, shown);
}

base::Task<void> set_asking(postgres::Transaction& transaction, const Interaction& interaction,
                            std::string_view event_id) {
    const bool again = action_of(interaction.json()) == ask_again;
    const std::string_view date = interaction.json()["actions"][std::size_t{0}]["value"].string().value_or("");
    const auto rows = co_await transaction.run(sql::slack::set_check_in_asking, interaction.team_id,
                                               view_of(interaction.enterprise_id), interaction.user_id, again);
    const auto row = rows.front();
    if (!row.team_space_id) {
        co_return;
    }
    const Language language = http::language_of(row.locale);
    const std::string shown = row.outcome == "not_member"
                                  ? plain_message((co_await why_no_member(transaction, interaction, language)).text)
                              : again ? check_in_resumed(base::to_text(*row.today), row.score, language)
                                      : check_in_stopped(date, language);
    co_await change_clicked_message(transaction, *row.team_space_id, interaction, event_id, shown);
}

}  // namespace

std::string check_in_questions() {
    base::JsonWriter json;
    json.open_object();
    for (const Language language : {Language::korean, Language::english}) {
        json.key(http::name_of(language));
        json.value(base::RawJson{question(
            Text{"How's your day? One tap is enough.", "오늘 하루는 어떤가요? 한 번만 누르면 돼요."}.in(language), {},
            day, language)});
    }
    json.close_object();
    return json.take();
}

std::string check_in_stopped(std::string_view date, Language language) {
    const std::string_view text =
        Text{
            "All right, I won't ask any more. `/mood` keeps how a day was whenever you like. To be asked again, tap "
            "below or choose your days in `/gracy settings`.",
            "네, 이제 묻지 않을게요. 남기고 싶은 날에는 `/mood`를 쓰면 돼요. 다시 물어보길 원하면 아래 버튼을 누르거나 "
            "`/gracy 설정`에서 요일을 골라 주세요."}
            .in(language);
    Blocks blocks;
    blocks.section(text);
    add_switch(blocks, ask_again, {"Ask me again", "다시 물어보기"}, date, language);
    return message_arguments(text, std::move(blocks));
}

std::string check_in_resumed(std::string_view date, std::optional<std::int32_t> score, Language language) {
    return question(Text{"I'll ask again, on your usual days. How's your day?",
                         "정해 둔 요일에 다시 물어볼게요. 오늘 하루는 어떤가요?"}
                        .in(language),
                    score, date, language);
}

bool is_check_in_click(base::JsonView interaction) {
    const std::string_view action = action_of(interaction);
    return !interaction["view"] && interaction["message"] && (tapped_score(action) || is_switch(action));
}

base::Task<void> click_on_check_in(postgres::Transaction& transaction, const Interaction& interaction,
                                   std::string_view event_id) {
    if (is_switch(action_of(interaction.json()))) {
        co_await set_asking(transaction, interaction, event_id);
    } else {
        co_await answer(transaction, interaction, event_id);
    }
}

}  // namespace gracy::slack

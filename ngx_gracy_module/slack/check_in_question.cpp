#include "slack/check_in_question.hpp"

#include "gracy/sql/slack.hpp"
#include "http/timestamp.hpp"
#include "slack/announcement_message.hpp"
#include "slack/check_in_form.hpp"
#include "slack/clicked_message.hpp"
#include "slack/optional_view.hpp"
#include "slack/refusals.hpp"
#include "slack/say.hpp"

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::string_view day = "{date}";

std::string question(std::string_view text, std::string_view date, Language language) {
    Blocks blocks;
    blocks.section(text);
    add_faces(blocks, {}, date);
    blocks.context(
        Text{"Only you see it. `/mood` keeps a few words, too.", "나만 볼 수 있어요. `/mood`로 한 줄도 남길 수 있어요."}
            .in(language));
    return message_arguments(text, std::move(blocks));
}

std::string answered(std::string_view outcome, std::int32_t score, std::string_view date, Language language) {
    if (outcome == "not_member") {
        return plain_message(not_a_member(language).text);
    }
    if (outcome == "created" || outcome == "ok") {
        return question(say(language,
                            {"{} Noted for today. You can change it until midnight: tap another one.",
                             "{} 오늘 하루를 남겼어요. 자정까지 다른 얼굴을 눌러 바꿀 수 있어요."},
                            face_of(score)),
                        date, language);
    }
    return plain_message(
        Text{"That day is over. How is today? `/mood`", "이미 지난 하루예요. 오늘은 어떤가요? `/mood`"}.in(language));
}

}  // namespace

std::string check_in_questions() {
    base::JsonWriter json;
    json.open_object();
    for (const Language language : {Language::korean, Language::english}) {
        json.key(http::name_of(language));
        json.value(base::RawJson{question(
            Text{"How is today? One tap is enough.", "오늘 하루는 어떤가요? 한 번만 누르면 돼요."}.in(language), day,
            language)});
    }
    json.close_object();
    return json.take();
}

bool is_check_in_answer(base::JsonView interaction) {
    return !interaction["view"] && interaction["message"] &&
           tapped_score(interaction["actions"][std::size_t{0}]["action_id"].string().value_or(""));
}

base::Task<void> answer_check_in(postgres::Transaction& transaction, const Interaction& interaction,
                                 std::string_view event_id) {
    const base::JsonView action = interaction.json()["actions"][std::size_t{0}];
    const auto score = tapped_score(action["action_id"].string().value_or(""));
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
    co_await change_clicked_message(transaction, *row.team_space_id, interaction, event_id,
                                    answered(row.outcome, *score, date, http::language_of(row.locale)));
}

}  // namespace gracy::slack

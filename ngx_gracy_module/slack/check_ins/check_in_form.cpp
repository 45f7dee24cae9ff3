#include "slack/check_ins/check_in_form.hpp"

#include "base/ascii.hpp"
#include "base/text.hpp"
#include "slack/block_kit/say.hpp"
#include "wellbeing/note.hpp"

#include <array>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::string_view action_prefix = "check_in_";
constexpr std::array<std::string_view, 5> faces{
    ":disappointed:", ":slightly_frowning_face:", ":neutral_face:", ":slightly_smiling_face:", ":smile:"};

constexpr std::array<Text, 5> moods{{{"very hard", "많이 힘들어요"},
                                     {"a little hard", "조금 힘들어요"},
                                     {"so-so", "그저 그래요"},
                                     {"good", "좋아요"},
                                     {"very good", "아주 좋아요"}}};

constexpr Text title{"Today", "오늘 하루"};

}  // namespace

std::string_view face_of(std::int32_t score) {
    return faces.at(static_cast<std::size_t>(score - 1));
}

void add_faces(Blocks& view, std::optional<std::int32_t> chosen, Language language, std::string_view value) {
    std::vector<std::string> actions;
    std::vector<std::string> heard;
    for (std::size_t i = 1; i <= faces.size(); ++i) {
        actions.push_back(std::string(action_prefix) + std::to_string(i));
        const bool is_chosen = chosen == static_cast<std::int32_t>(i);
        heard.push_back(say(language,
                            is_chosen ? Text{"{0} of 5 · {1} · chosen", "5점 중 {0}점 · {1} · 선택됨"}
                                      : Text{"{0} of 5 · {1}", "5점 중 {0}점 · {1}"},
                            i, moods.at(i - 1).in(language)));
    }
    std::vector<Button> buttons;
    for (std::size_t i = 0; i < faces.size(); ++i) {
        const bool is_chosen = chosen == static_cast<std::int32_t>(i + 1);
        buttons.push_back({.action_id = actions[i],
                           .text = faces[i],
                           .value = value,
                           .style = is_chosen ? Button::Style::primary : Button::Style::plain,
                           .accessibility_label = heard[i]});
    }
    view.actions("check_in", buttons);
}

std::string check_in_modal(std::optional<std::int32_t> score, Language language) {
    Blocks view;
    if (score) {
        view.section(say(language,
                         {"{} Noted for today. You can change it until midnight: tap another one.",
                          "{} 오늘 하루를 남겼어요. 자정까지 다른 얼굴을 눌러 바꿀 수 있어요."},
                         face_of(*score)));
    } else {
        view.section(
            Text{"How's your day? One tap is enough.", "오늘 하루는 어떤가요? 한 번만 누르면 돼요."}.in(language));
    }
    add_faces(view, score, language);
    view.input(
        {.block_id = check_in_note_block,
         .label = Text{"A few words", "한 줄 기록"}.in(language),
         .hint = Text{"Slack brings them here; here they are sealed, and only you can open them. They replace "
                      "what you have written today.",
                      "Slack을 거쳐 전달되고, 여기서는 나만 열 수 있게 봉인돼요. 오늘 적은 글이 있으면 바뀌어요."}
                     .in(language),
         .optional = true},
        TextInput{.action_id = check_in_note_block, .multiline = true, .most = wellbeing::longest_note});
    view.context(Text{"Only you see it.", "나만 볼 수 있어요."}.in(language));
    return modal_view({.callback_id = check_in_callback,
                       .title = title.in(language),
                       .close = Text{"Close", "닫기"}.in(language),
                       .submit = Text{"Keep", "남기기"}.in(language)},
                      std::move(view));
}

std::string check_in_noted_modal(std::string_view reading, std::string_view help, Language language) {
    Blocks view;
    view.section(Text{"Noted. Only you see it, and you can change it until midnight.",
                      "오늘 하루를 남겼어요. 나만 볼 수 있고, 자정까지 바꿀 수 있어요."}
                     .in(language));
    if (!reading.empty()) {
        view.context(reading);
    }
    if (!help.empty()) {
        view.section(help);
    }
    return modal_view(
        {.callback_id = "check_in_noted", .title = title.in(language), .close = Text{"Close", "닫기"}.in(language)},
        std::move(view));
}

std::string read_check_in_note(base::JsonView view) {
    const auto text = view["state"]["values"][check_in_note_block][check_in_note_block]["value"].string();
    std::string note = base::to_nfc(text.value_or(""));
    return base::ascii::is_blank(note) ? std::string() : note;
}

std::optional<std::int32_t> written_score(std::string_view text) {
    const bool one_digit = text.size() == 1 && text[0] >= '1' && text[0] <= '5';
    return one_digit ? std::optional<std::int32_t>(text[0] - '0') : std::nullopt;
}

std::optional<std::int32_t> tapped_score(std::string_view action_id) {
    return action_id.starts_with(action_prefix) ? written_score(action_id.substr(action_prefix.size())) : std::nullopt;
}

}  // namespace gracy::slack

#include "slack/check_in_form.hpp"

#include "slack/say.hpp"

#include <array>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::string_view action_prefix = "check_in_";
constexpr std::array<std::string_view, 5> faces{
    ":disappointed:", ":slightly_frowning_face:", ":neutral_face:", ":slightly_smiling_face:", ":smile:"};

}  // namespace

std::string_view face_of(std::int32_t score) {
    return faces.at(static_cast<std::size_t>(score - 1));
}

void add_faces(Blocks& view) {
    std::vector<std::string> actions;
    for (std::size_t i = 1; i <= faces.size(); ++i) {
        actions.push_back(std::string(action_prefix) + std::to_string(i));
    }
    std::vector<Button> buttons;
    for (std::size_t i = 0; i < faces.size(); ++i) {
        buttons.push_back({.action_id = actions[i], .text = faces[i]});
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
            Text{"How is today? One tap is enough.", "오늘 하루는 어떤가요? 한 번만 누르면 돼요."}.in(language));
    }
    add_faces(view);
    view.context(Text{"Only you see it.", "나만 볼 수 있어요."}.in(language));
    return modal_view({.callback_id = check_in_callback,
                       .title = Text{"Today", "오늘 하루"}.in(language),
                       .close = Text{"Close", "닫기"}.in(language)},
                      std::move(view));
}

std::optional<std::int32_t> written_score(std::string_view text) {
    const bool one_digit = text.size() == 1 && text[0] >= '1' && text[0] <= '5';
    return one_digit ? std::optional<std::int32_t>(text[0] - '0') : std::nullopt;
}

std::optional<std::int32_t> tapped_score(std::string_view action_id) {
    return action_id.starts_with(action_prefix) ? written_score(action_id.substr(action_prefix.size())) : std::nullopt;
}

}  // namespace gracy::slack

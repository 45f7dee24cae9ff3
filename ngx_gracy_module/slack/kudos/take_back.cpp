#include "slack/kudos/take_back.hpp"

#include "base/english.hpp"
#include "slack/block_kit/say.hpp"

namespace gracy::slack {

using http::Language;
using http::Text;

Button take_back_button(std::string_view kudos_id, Language language) {
    return {.action_id = take_back_action,
            .text = Text{"Take back", "되돌리기"}.in(language),
            .value = kudos_id,
            .confirm = Confirm{.title = Text{"Take it back?", "칭찬을 되돌릴까요?"}.in(language),
                               .text = Text{"Whoever received it loses its points, and reads that it was taken back.",
                                            "받은 사람의 점수가 사라지고, 칭찬이 취소됐다는 알림이 가요."}
                                           .in(language),
                               .confirm = Text{"Take back", "되돌리기"}.in(language),
                               .deny = Text{"Keep it", "그대로 두기"}.in(language)},
            .accessibility_label = Text{"Take this kudos back", "이 칭찬 되돌리기"}.in(language)};
}

std::optional<std::string> taken_back(std::string_view outcome, std::int32_t refunded, Language language) {
    if (outcome == "ok") {
        // Slack itself posts what a command is answered with, and lets nobody change that later.
        const std::string_view posted =
            Text{
                "What I posted of it in a channel goes, too; where it was given with `/kudos @name`, the line in the "
                "channel stays: I cannot delete that one.",
                "제가 채널에 올린 글도 지워져요. `/kudos @이름`으로 보낸 칭찬이라면 채널에 보인 글은 제가 지울 수 "
                "없어서 그대로 남아요."}
                .in(language);
        const std::string points =
            refunded > 0
                ? say(language, {"Taken back: you have {0} again.", "칭찬을 되돌렸어요. {1}점을 돌려받았어요."},
                      base::counted(refunded, "point"), refunded)
                : say(language, {"Taken back. Its points were of a period that is over, and do not come back.",
                                 "칭찬을 되돌렸어요. 지난 기간의 점수라서 돌려받지는 않아요."});
        return points + " " + std::string(posted);
    }
    if (outcome == "window_over") {
        return say(language,
                   {"This kudos stays: it can be taken back for 24 hours only. Please ask an administrator.",
                    "보낸 뒤 24시간 안에만 되돌릴 수 있어서 칭찬은 그대로 있어요. 관리자에게 문의해 주세요."});
    }
    if (outcome == "not_found") {
        return say(language,
                   {"This kudos is not there any more: it was taken back before.", "이미 취소되어 없는 칭찬이에요."});
    }
    if (outcome == "not_giver") {
        return say(language, {"Only who gave it can take it back.", "칭찬을 보낸 사람만 되돌릴 수 있어요."});
    }
    return std::nullopt;
}

std::string kudos_taken_back_modal(std::string_view sentence, Language language) {
    Blocks view;
    view.section(sentence);
    return modal_view({.callback_id = kudos_given_callback,
                       .title = Text{"Give kudos", "칭찬 보내기"}.in(language),
                       .close = Text{"Close", "닫기"}.in(language)},
                      std::move(view));
}

}  // namespace gracy::slack

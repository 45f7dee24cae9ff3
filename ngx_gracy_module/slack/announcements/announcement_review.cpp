#include "slack/announcements/announcement_review.hpp"

#include "slack/announcements/announcement_form.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"

#include <vector>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::string_view approves = "approve";
constexpr std::string_view declines = "decline";

}  // namespace

std::string review_modal(const Announcement& announcement, bool correction, Language language) {
    Blocks view;
    std::string ask =
        say(language,
            correction ? Text{"{} asks you to approve a correction of an announcement that has been sent.",
                              "{}님이 이미 보낸 공지를 고치려고 승인을 부탁했어요."}
                       : Text{"{} asks you to approve an announcement.", "{}님이 공지의 승인을 부탁했어요."},
            escape(announcement.author_in(language)));
    for (const std::string& line : {audience_line(announcement, language), channels_line(announcement, language)}) {
        ask += line.empty() ? "" : "\n" + line;
    }
    view.section(ask);
    if (correction) {
        view.context(what_a_correction_changes.in(language));
    } else if (announcement.send_at) {
        view.context(meant_to_go_out(announcement.time_in(language), language));
    }
    add_texts(view, announcement);
    view.divider();
    const std::vector<Option> decisions{
        {.text = std::string(Text{"Approve it", "승인하기"}.in(language)), .value = std::string(approves)},
        {.text = std::string(Text{"Decline it", "반려하기"}.in(language)), .value = std::string(declines)}};
    view.input({.block_id = review_decision_block, .label = Text{"Your decision", "결정"}.in(language)},
               Select{.action_id = review_decision_block}, decisions);
    add_decline_reason(view, language);
    const std::string about = announcement.reference();
    return modal_view({.callback_id = review_callback,
                       .title = Text{"Review it", "공지 검토"}.in(language),
                       .close = Text{"Cancel", "취소"}.in(language),
                       .submit = Text{"Send", "보내기"}.in(language),
                       .private_metadata = about},
                      std::move(view));
}

std::optional<bool> read_review(base::JsonView values) {
    const auto decision =
        values[review_decision_block][review_decision_block]["selected_option"]["value"].string().value_or("");
    return decision == approves || decision == declines ? std::optional(decision == approves) : std::nullopt;
}

}  // namespace gracy::slack

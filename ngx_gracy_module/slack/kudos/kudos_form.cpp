#include "slack/kudos/kudos_form.hpp"

#include "base/english.hpp"
#include "base/text.hpp"
#include "http/numbers.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/kudos/kudos_text.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/receiving/member_options.hpp"

#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;
using http::Text;

constexpr std::size_t most_recipients = 10;
constexpr std::size_t longest_message = 2000;
constexpr std::array<std::string_view, 5> blocks{recipients_action, "value", "points", "message", "visibility"};
constexpr std::array<std::string_view, 3> visibilities{"public", "private", "anonymous"};

constexpr std::string_view channel_block = "channel";

constexpr Text title{"Give kudos", "칭찬 보내기"};

std::vector<Option> visibility_options(Language language) {
    return {{.text = say(language, {"Everybody", "모두에게 공개"}),
             .value = "public",
             .description = say(language, {"By name, in Gracy's feed and where you post it below",
                                           "Gracy의 피드와 아래에서 고른 채널에 내 이름과 함께 보여요"})},
            {.text = say(language, {"Only them", "받는 사람만"}),
             .value = "private",
             .description = say(language, {"Only you and they see it", "나와 받는 사람만 볼 수 있어요"})},
            {.text = say(language, {"Without my name", "익명으로"}),
             .value = "anonymous",
             // Said before it is sent: an administrator can reveal the giver, and is then audited.
             .description = say(language, {"An administrator can reveal you, with a trace",
                                           "관리자는 기록을 남기고 확인할 수 있어요"})}};
}

std::optional<std::int64_t> id_of(JsonView value) {
    return http::parse_integer(value.string().value_or(""));
}

}  // namespace

std::string_view block_of(KudosField field) {
    return blocks[static_cast<std::size_t>(field)];
}

std::string kudos_modal(const KudosForm& form) {
    const Language language = form.language;
    Blocks view;
    if (!form.refusal.empty()) {
        view.section(":warning: " + form.refusal);
    }
    view.input({.block_id = block_of(KudosField::recipients), .label = Text{"To", "받는 사람"}.in(language)},
               MemberSelect{.action_id = recipients_action,
                            .placeholder = Text{"Type a name", "이름이나 초성을 입력하세요"}.in(language),
                            .most = most_recipients,
                            .initial = form.recipients});
    view.input({.block_id = block_of(KudosField::value), .label = Text{"Value", "핵심 가치"}.in(language)},
               Select{.action_id = block_of(KudosField::value), .initial = form.value}, form.values);
    const std::string left = say(
        language, {"Each of them gets these. You have {} left.", "한 사람마다 받는 점수예요. 남은 점수는 {}점이에요."},
        form.allowance_left);
    view.input({.block_id = block_of(KudosField::points), .label = Text{"Points", "점수"}.in(language), .hint = left},
               NumberInput{.action_id = block_of(KudosField::points),
                           .least = 1,
                           .most = std::max(form.allowance_left, 1),
                           .initial = std::clamp(form.points, 1, std::max(form.allowance_left, 1))});
    view.input({.block_id = block_of(KudosField::message),
                .label = Text{"What are you thankful for?", "무엇이 고마웠나요?"}.in(language)},
               TextInput{.action_id = block_of(KudosField::message),
                         .initial = shorten(form.message, longest_message),
                         .multiline = true,
                         .least = 1,
                         .most = longest_message});
    const std::vector<Option> who = visibility_options(language);
    view.input({.block_id = block_of(KudosField::visibility), .label = Text{"Who sees it", "공개 범위"}.in(language)},
               Select{.action_id = block_of(KudosField::visibility), .initial = "public"}, who);
    view.channel_input(
        {.block_id = channel_block,
         .label = Text{"Post it in", "올릴 채널"}.in(language),
         .hint = (form.thread_ts.empty()
                      ? Text{"Only kudos that everybody may see, and where I am invited.",
                             "모두에게 공개한 칭찬만, 제가 초대된 채널에 올려요."}
                      : Text{"Under the message. Only kudos that everybody may see, and where I am "
                             "invited; take the channel out to post it nowhere.",
                             "이 메시지의 스레드에 올려요. 모두에게 공개한 칭찬만, 제가 초대된 채널에 올리고, "
                             "채널을 지우면 올리지 않아요."})
                     .in(language),
         .optional = true},
        channel_block, form.channel);
    const std::string place = form.channel.empty() ? std::string() : form.channel + "/" + form.thread_ts;
    return modal_view({.callback_id = kudos_callback,
                       .title = title.in(language),
                       .close = Text{"Cancel", "취소"}.in(language),
                       .submit = Text{"Give", "보내기"}.in(language),
                       .private_metadata = place},
                      std::move(view));
}

std::string kudos_given_modal(std::int32_t allowance_left, Language language) {
    Blocks view;
    view.section(say(language, {":tada: Given! You have {1} left.", ":tada: 칭찬을 보냈어요! 남은 점수는 {0}점이에요."},
                     allowance_left, base::counted(allowance_left, "point")));
    return modal_view(
        {.callback_id = "kudos_given", .title = title.in(language), .close = Text{"Close", "닫기"}.in(language)},
        std::move(view));
}

std::expected<KudosSubmission, KudosField> read_kudos_submission(JsonView values, std::string_view place) {
    const auto element = [&](KudosField field) { return values[block_of(field)][block_of(field)]; };
    KudosSubmission submission;
    for (const JsonView option : element(KudosField::recipients)["selected_options"].elements()) {
        const auto id = id_of(option["value"]);
        if (!id) {
            return std::unexpected(KudosField::recipients);
        }
        submission.recipient_ids.push_back(*id);
    }
    if (submission.recipient_ids.empty()) {
        return std::unexpected(KudosField::recipients);
    }
    const auto value = id_of(element(KudosField::value)["selected_option"]["value"]);
    if (!value) {
        return std::unexpected(KudosField::value);
    }
    submission.value_id = *value;
    const auto points = http::parse_integer(element(KudosField::points)["value"].string().value_or(""));
    if (!points || *points < 1 || *points > max_points) {
        return std::unexpected(KudosField::points);
    }
    submission.points = static_cast<std::int32_t>(*points);
    submission.message = base::to_nfc(element(KudosField::message)["value"].string().value_or(""));
    const bool blank = submission.message.find_first_not_of(" \t\r\n") == std::string::npos;
    if (blank || submission.message.find('\0') != std::string::npos) {
        return std::unexpected(KudosField::message);
    }
    submission.visibility = element(KudosField::visibility)["selected_option"]["value"].string().value_or("");
    if (std::ranges::find(visibilities, submission.visibility) == visibilities.end()) {
        return std::unexpected(KudosField::visibility);
    }
    submission.channel = identifier(values[channel_block][channel_block]["selected_conversation"]);
    const std::size_t slash = place.find('/');
    if (submission.channel && slash != std::string_view::npos && place.substr(0, slash) == *submission.channel &&
        slash + 1 < place.size()) {
        submission.thread_ts = place.substr(slash + 1);
    }
    return submission;
}

KudosField field_of(std::string_view outcome) {
    if (outcome == "unknown_value") {
        return KudosField::value;
    }
    if (outcome == "allowance_exceeded" || outcome == "invalid_points") {
        return KudosField::points;
    }
    if (outcome == "message_too_short" || outcome == "invalid_message" || outcome == "key_reused") {
        return KudosField::message;
    }
    return outcome == "invalid_visibility" ? KudosField::visibility : KudosField::recipients;
}

}  // namespace gracy::slack

#include "slack/kudos/kudos_form.hpp"

#include "base/ascii.hpp"
#include "base/english.hpp"
#include "base/text.hpp"
#include "http/field_value.hpp"
#include "http/numbers.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/kudos/kudos_text.hpp"
#include "slack/kudos/take_back.hpp"
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

void add_draft(Blocks& view, const KudosForm& form) {
    const Language language = form.language;
    if (form.is_draft) {
        view.context(Text{":sparkles: Written by AI from your words. Read it before you give it.",
                          ":sparkles: 적으신 내용을 바탕으로 AI가 썼어요. 확인하고 보내 주세요."}
                         .in(language));
    }
    if (!form.draft_trouble.empty()) {
        view.context(":warning: " + form.draft_trouble);
    }
    if (form.offers_draft) {
        view.actions(
            "draft",
            {Button{.action_id = draft_kudos_action,
                    .text = Text{"Draft it for me", "초안 써 주기"}.in(language),
                    .accessibility_label =
                        Text{"Have AI draft the message from your words", "적은 내용으로 AI가 메시지 초안 쓰기"}.in(
                            language)}});
    }
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
    view.input({.block_id = form.message_block,
                .label = Text{"What are you thankful for?", "무엇이 고마웠나요?"}.in(language)},
               TextInput{.action_id = block_of(KudosField::message),
                         .initial = shorten(form.message, longest_message),
                         .multiline = true,
                         .least = 1,
                         .most = longest_message});
    add_draft(view, form);
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
    std::string place = form.channel.empty() ? std::string() : form.channel + "/" + form.thread_ts;
    if (form.message_block != block_of(KudosField::message)) {
        place += (form.channel.empty() ? "//" : "/") + form.message_block;
    }
    return modal_view({.callback_id = kudos_callback,
                       .title = title.in(language),
                       .close = Text{"Cancel", "취소"}.in(language),
                       .submit = Text{"Give", "보내기"}.in(language),
                       .private_metadata = place},
                      std::move(view));
}

std::string kudos_given_modal(std::int64_t kudos_id, std::int32_t allowance_left, Language language) {
    const std::string id = std::to_string(kudos_id);
    Blocks view;
    view.section(say(language, {":tada: Given! You have {1} left.", ":tada: 칭찬을 보냈어요! 남은 점수는 {0}점이에요."},
                     allowance_left, base::counted(allowance_left, "point")),
                 take_back_button(id, language));
    return modal_view(
        {.callback_id = kudos_given_callback, .title = title.in(language), .close = Text{"Close", "닫기"}.in(language)},
        std::move(view));
}

KudosPlace read_kudos_place(std::string_view private_metadata) {
    KudosPlace place;
    std::string_view rest = private_metadata;
    const std::string_view channel = http::split_off(rest, '/');
    const std::string_view thread = http::split_off(rest, '/');
    if (!channel.empty()) {
        place.channel = channel;
    }
    if (!thread.empty()) {
        place.thread_ts = thread;
    }
    if (rest.starts_with(block_of(KudosField::message)) && is_identifier(rest)) {
        place.message_block = rest;
    }
    return place;
}

std::string kudos_draft_trouble(std::string_view reason, Language language) {
    if (reason == "no_recipient" || reason == "too_short") {
        return say(language, {"Please choose whom it is for, and write a few words about what happened first.",
                              "먼저 받는 사람을 고르고, 고마웠던 일을 몇 마디 적어 주세요."});
    }
    if (reason == "too_many_tasks") {
        return say(language, {"That is enough drafts for today.", "오늘은 초안을 더 써 드릴 수 없어요."});
    }
    if (reason == "budget") {
        return say(language, {"Today's budget for AI is spent. Please try again tomorrow.",
                              "오늘의 AI 예산을 다 썼어요. 내일 다시 시도해 주세요."});
    }
    if (reason == "declined") {
        return say(language, {"The AI declined to write this. Please put it in other words.",
                              "AI가 이 내용으로는 쓰지 않았어요. 다른 표현으로 다시 시도해 주세요."});
    }
    if (reason == "unverified") {
        return say(
            language,
            {"What the AI wrote did not pass our checks, so it is not shown. Please try again, with more detail.",
             "AI가 쓴 내용이 검사를 통과하지 못해 보여 드리지 않아요. 조금 더 자세히 적어 다시 시도해 주세요."});
    }
    return say(language, {"There is no draft right now. Please write it yourself, or try again later.",
                          "지금은 초안을 쓸 수 없어요. 직접 적거나 나중에 다시 시도해 주세요."});
}

std::expected<KudosSubmission, KudosField> read_kudos_submission(JsonView values, std::string_view private_metadata) {
    const KudosPlace place = read_kudos_place(private_metadata);
    const auto element = [&](KudosField field) {
        return values[field == KudosField::message ? std::string_view(place.message_block) : block_of(field)]
                     [block_of(field)];
    };
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
    const bool blank = base::ascii::is_blank(submission.message);
    if (blank || submission.message.find('\0') != std::string::npos) {
        return std::unexpected(KudosField::message);
    }
    submission.visibility = element(KudosField::visibility)["selected_option"]["value"].string().value_or("");
    if (std::ranges::find(visibilities, submission.visibility) == visibilities.end()) {
        return std::unexpected(KudosField::visibility);
    }
    submission.channel = identifier(values[channel_block][channel_block]["selected_conversation"]);
    if (submission.channel && place.channel == submission.channel) {
        submission.thread_ts = place.thread_ts;
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

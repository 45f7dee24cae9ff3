#include "slack/announcements/announcement_form.hpp"

#include "base/ascii.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "http/numbers.hpp"
#include "http/timestamp.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/receiving/delivery.hpp"

#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

using base::JsonView;
using http::Language;
using http::Text;

constexpr Text title{"Announcement", "공지"};
constexpr Text cancel{"Cancel", "취소"};
constexpr std::string_view options_action = "options";
constexpr std::string_view with_ack = "require_ack";
constexpr std::string_view with_email = "email";

struct TextFields {
    std::string_view title;
    std::string_view body;
    Text title_label;
    Text body_label;
};
constexpr TextFields korean_fields{"title_ko", "body_ko", {"Title in Korean", "제목"}, {"Text in Korean", "내용"}};
constexpr TextFields english_fields{"title_en", "body_en", {"Title", "영어 제목"}, {"Text", "영어 내용"}};

void text_inputs(Blocks& view, const TextFields& fields, const std::optional<AnnouncementText>& text, bool optional,
                 Language language) {
    const std::string_view hint =
        optional
            ? Text{"For colleagues who read it in this language", "영어로 읽는 동료를 위해 적어 주세요"}.in(language)
            : std::string_view();
    view.input({.block_id = fields.title, .label = fields.title_label.in(language), .hint = hint, .optional = optional},
               TextInput{.action_id = fields.title,
                         .initial = text ? text->title : std::string_view(),
                         .most = block_limit::header});
    view.input(
        {.block_id = fields.body, .label = fields.body_label.in(language), .optional = optional},
        TextInput{.action_id = fields.body, .initial = text ? text->body : std::string_view(), .multiline = true});
}

/// The reader's language first; that one must be written.
void both_texts(Blocks& view, const Announcement& announcement, Language language) {
    const bool korean = language == Language::korean;
    text_inputs(view, korean ? korean_fields : english_fields, korean ? announcement.korean : announcement.english,
                false, language);
    text_inputs(view, korean ? english_fields : korean_fields, korean ? announcement.english : announcement.korean,
                true, language);
}

std::optional<std::string> text_of(JsonView values, std::string_view field) {
    const std::string_view entered = values[field][field]["value"].string().value_or("");
    return base::ascii::is_blank(entered) ? std::nullopt : std::optional(base::to_nfc(base::ascii::trimmed(entered)));
}

/// Of an audience for which the form has no choice: it stays.
constexpr std::string_view same_audience = "same";
constexpr std::size_t longest_reason = 300;

/// "department/12" as {"department":"12"}.
std::optional<std::string> audience_of(std::string_view value) {
    if (value == "all") {
        return R"({"all":true})";
    }
    const auto slash = value.find('/');
    const std::string_view kind = value.substr(0, slash);
    const bool known = kind == "department" || kind == "team" || kind == "location";
    const auto id = http::parse_integer(slash == value.npos ? std::string_view() : value.substr(slash + 1));
    if (!known || !id) {
        return std::nullopt;
    }
    base::JsonWriter json;
    json.open_object();
    json.key(kind);
    json.value(std::to_string(*id));
    json.close_object();
    return json.take();
}

std::string estimate_of(const SendingPreview& preview, Language language) {
    std::string text = sending_time(preview.reach, language);
    if (preview.approval_required) {
        text += (preview.announcement.post_in.empty()
                     ? Text{" It goes to many: somebody else has to approve it first.",
                            " 많은 사람에게 가는 공지라, 다른 사람의 승인이 먼저 필요해요."}
                     : Text{" It goes into a channel: somebody else has to approve it first.",
                            " 채널에도 올리는 공지라, 다른 사람의 승인이 먼저 필요해요."})
                    .in(language);
    }
    return text;
}

}  // namespace

namespace {

/// The form, empty or with a draft; `choices`: of the draft. `first`: the language that must be written.
void announcement_inputs(Blocks& view, const Announcement& announcement,
                         const std::optional<AnnouncementChoices>& choices, std::string_view timezone, Language first,
                         Language language) {
    std::optional<Option> audience;
    if (choices) {
        audience = Option{.text = std::string(choices->audience),
                          .value = std::string(choices->audience_value.value_or(same_audience))};
    }
    view.input(
        {.block_id = audience_action, .label = Text{"To", "받는 사람"}.in(language)},
        LookUp{.action_id = audience_action,
               .placeholder = Text{"Everybody, a department, a team, a place", "전체, 부서, 팀, 근무지"}.in(language),
               .initial = std::move(audience)});
    both_texts(view, announcement, first);
    const std::array options{
        Option{.text = say(language, {"Ask everybody to acknowledge it", "읽었는지 확인받기"}),
               .value = std::string(with_ack)},
        Option{.text = say(language, {"E-mail those who are not in Slack", "Slack에 없는 사람에게는 이메일로 보내기"}),
               .value = std::string(with_email)}};
    std::vector<std::string_view> ticked;
    if (announcement.require_ack) {
        ticked.push_back(with_ack);
    }
    if (!choices || choices->by_email) {
        ticked.push_back(with_email);
    }
    view.input({.block_id = options_action, .label = Text{"How", "보내는 방법"}.in(language), .optional = true},
               Checkboxes{.action_id = options_action, .initial = std::move(ticked)}, options);
    view.channels_input(
        {.block_id = post_in_field,
         .label = Text{"Also post in", "함께 올릴 채널"}.in(language),
         .hint =
             Text{"In a private channel, invite me first.", "비공개 채널에는 저를 먼저 초대해 주세요."}.in(language),
         .optional = true},
        post_in_field, most_channels, announcement.post_in);
    view.input(
        {.block_id = send_on_field,
         .label = Text{"Send it on", "보낼 날짜"}.in(language),
         .hint = Text{"Leave the day and the time empty to send it at once", "날짜와 시각을 비워 두면 바로 보내요"}.in(
             language),
         .optional = true},
        DatePicker{.action_id = send_on_field, .initial = choices ? choices->send_on : std::string_view()});
    view.input(
        {.block_id = send_time_field, .label = Text{"Time, on your clock", "보낼 시각"}.in(language), .optional = true},
        TimePicker{.action_id = send_time_field,
                   .timezone = timezone,
                   .initial = choices ? choices->send_time : std::string_view()});
}

}  // namespace

bool fits_form(const Announcement& announcement) {
    return std::ranges::all_of(std::array{announcement.korean, announcement.english}, [](const auto& text) {
        return !text || (utf16_length(text->title) <= block_limit::header &&
                         utf16_length(text->body) <= block_limit::input_text);
    });
}

std::string announce_modal(std::string_view timezone, Language language, std::string_view body) {
    Blocks view;
    Announcement begun;
    if (!body.empty()) {
        (language == Language::korean ? begun.korean : begun.english) = AnnouncementText{.title = {}, .body = body};
    }
    announcement_inputs(view, begun, std::nullopt, timezone, language, language);
    return modal_view({.callback_id = announce_callback,
                       .title = title.in(language),
                       .close = cancel.in(language),
                       .submit = Text{"Preview", "미리보기"}.in(language)},
                      std::move(view));
}

std::string edit_modal(const Announcement& announcement, const AnnouncementChoices& choices, std::string_view timezone,
                       Language language) {
    Blocks view;
    const bool korean = announcement.korean && (language == Language::korean || !announcement.english);
    announcement_inputs(view, announcement, choices, timezone, korean ? Language::korean : Language::english, language);
    const std::string about = announcement.reference();
    return modal_view({.callback_id = edit_callback,
                       .title = Text{"Edit announcement", "공지 수정"}.in(language),
                       .close = cancel.in(language),
                       .submit = Text{"Preview", "미리보기"}.in(language),
                       .private_metadata = about},
                      std::move(view));
}

void add_decline_reason(Blocks& view, Language language) {
    view.input({.block_id = decline_reason_block,
                .label = Text{"Why, if you like", "반려하는 이유"}.in(language),
                .hint = Text{"Its author reads it.", "쓴 사람에게 함께 전해 드려요."}.in(language),
                .optional = true},
               TextInput{.action_id = decline_reason_block, .multiline = true, .most = longest_reason});
}

std::string decline_modal(const Announcement& announcement, Language language, bool correction) {
    Blocks view;
    view.section(say(language,
                     correction ? Text{"*{}* stays as it is, and whoever corrected it is told.",
                                       "*{}* 공지는 그대로 두고, 고친 사람에게 알려요."}
                                : Text{"*{}* becomes a draft again, and its author is told.",
                                       "*{}* 공지는 다시 임시 저장 상태가 되고, 쓴 사람에게 알려요."},
                     styled(announcement.in(language).title)));
    add_decline_reason(view, language);
    const std::string about = announcement.reference();
    return modal_view({.callback_id = decline_callback,
                       .title = Text{"Decline it?", "반려할까요?"}.in(language),
                       .close = cancel.in(language),
                       .submit = Text{"Decline", "반려"}.in(language),
                       .private_metadata = about},
                      std::move(view));
}

std::optional<std::string> read_decline_reason(JsonView values) {
    auto reason = text_of(values, decline_reason_block);
    if (reason) {
        std::erase(*reason, '\0');
        reason = shorten(*reason, longest_reason);
    }
    return reason;
}

std::string correct_modal(const Announcement& announcement, std::int32_t text_version, bool alone, Language language) {
    Blocks view;
    const bool korean = announcement.korean && (language == Language::korean || !announcement.english);
    both_texts(view, announcement, korean ? Language::korean : Language::english);
    view.context(Text{"Messages in Slack are changed. Mail that has left stays as it is.",
                      "Slack 메시지가 바뀌어요. 이미 보낸 이메일은 바뀌지 않아요."}
                     .in(language));
    if (!alone) {
        view.context(
            Text{"It goes to many, into a channel, or was approved: somebody else has to approve what is new.",
                 "여러 사람에게 보냈거나 채널에 올렸거나 승인을 받은 공지라, 고친 내용도 다른 사람의 승인이 필요해요."}
                .in(language));
    }
    const std::string about = fmt::format("{}/{}", announcement.id, text_version);
    return modal_view({.callback_id = correct_callback,
                       .title = Text{"Edit announcement", "공지 수정"}.in(language),
                       .close = cancel.in(language),
                       .submit = (alone ? Text{"Change", "수정"} : Text{"Ask for approval", "승인 요청"}).in(language),
                       .private_metadata = about},
                      std::move(view));
}

std::expected<WrittenText, std::string_view> read_written_text(JsonView values) {
    WrittenText text{.title_ko = text_of(values, korean_fields.title),
                     .title_en = text_of(values, english_fields.title),
                     .body_ko = text_of(values, korean_fields.body),
                     .body_en = text_of(values, english_fields.body)};
    for (const auto& [title_of, body_of, fields] : {std::tuple(&text.title_ko, &text.body_ko, &korean_fields),
                                                    std::tuple(&text.title_en, &text.body_en, &english_fields)}) {
        if (*title_of && (utf16_length(**title_of) > block_limit::header ||
                          (*title_of)->find_first_of(std::string_view("\r\n\t\0", 4)) != std::string::npos)) {
            return std::unexpected(fields->title);
        }
        if (*body_of &&
            (utf16_length(**body_of) > block_limit::input_text || (*body_of)->find('\0') != std::string::npos)) {
            return std::unexpected(fields->body);
        }
    }
    return text;
}

std::expected<AnnouncementDraft, std::string_view> read_announcement_draft(JsonView values) {
    auto text = read_written_text(values);
    if (!text) {
        return std::unexpected(text.error());
    }
    const std::string_view chosen =
        values[audience_action][audience_action]["selected_option"]["value"].string().value_or("");
    auto audience = audience_of(chosen);
    if (!audience && chosen != same_audience) {
        return std::unexpected(audience_action);
    }
    AnnouncementDraft draft{.text = std::move(*text), .audience = std::move(audience), .channels = {"slack"}};
    for (const JsonView option : values[options_action][options_action]["selected_options"].elements()) {
        draft.require_ack |= option["value"].string() == with_ack;
        if (option["value"].string() == with_email) {
            draft.channels = {"slack", "email"};
        }
    }
    for (const JsonView channel : values[post_in_field][post_in_field]["selected_conversations"].elements()) {
        auto id = identifier(channel);
        if (!id || draft.post_in.size() == most_channels) {
            return std::unexpected(post_in_field);
        }
        draft.post_in.push_back(std::move(*id));
    }
    const auto day = values[send_on_field][send_on_field]["selected_date"].string();
    const auto time = values[send_time_field][send_time_field]["selected_time"].string();
    if (day.has_value() != time.has_value() || (day && !http::parse_date(*day))) {
        return std::unexpected(time ? send_on_field : send_time_field);
    }
    if (time && !http::is_time_of_day(*time)) {
        return std::unexpected(send_time_field);
    }
    if (day) {
        draft.send_on = *day;
        draft.send_time = *time;
    }
    return draft;
}

std::string preview_modal(const SendingPreview& preview, Language language) {
    Blocks view;
    if (preview.reach.recipients == 0) {
        view.section(Text{"Nobody is in this audience: please go back and choose another one.",
                          "받는 사람이 아무도 없어요. 뒤로 가서 다시 골라 주세요."}
                         .in(language));
    } else {
        const std::string audience = audience_line(preview.announcement, language);
        view.section(audience + (audience.empty() ? "" : "\n") + reach_text(preview.reach, language));
        if (const std::string channels = channels_line(preview.announcement, language); !channels.empty()) {
            view.section(channels);
        }
        view.context(estimate_of(preview, language));
        if (preview.send_at) {
            view.section(preview.approval_required ? meant_to_go_out(*preview.send_at, language)
                                                   : goes_out(*preview.send_at, language));
        }
    }
    add_texts(view, preview.announcement);
    const std::string about = preview.announcement.reference();
    const Text submit = preview.approval_required ? Text{"Ask for approval", "승인 요청"}
                        : preview.send_at         ? Text{"Schedule", "예약"}
                                                  : Text{"Send", "보내기"};
    return modal_view({.callback_id = announce_preview_callback,
                       .title = Text{"Preview", "미리보기"}.in(language),
                       .close = Text{"Back", "뒤로"}.in(language),
                       .submit = preview.reach.recipients == 0 ? std::string_view() : submit.in(language),
                       .private_metadata = about},
                      std::move(view));
}

std::optional<AnnouncementReference> read_reference(std::string_view text) {
    const auto slash = text.find('/');
    const auto id = http::parse_integer(text.substr(0, slash));
    const auto version =
        slash == text.npos ? std::optional<std::int64_t>(0) : http::parse_integer(text.substr(slash + 1));
    if (!id || !version || *version < 0 || *version > 1'000'000'000) {
        return std::nullopt;
    }
    return AnnouncementReference{.id = *id, .version = static_cast<std::int32_t>(*version)};
}

std::string announce_done_modal(std::string_view sentence, Language language) {
    Blocks view;
    view.section(sentence);
    return modal_view({.callback_id = "announce_done",
                       .title = title.in(language),
                       .close = Text{"Close", "닫기"}.in(language),
                       .clear_on_close = true},
                      std::move(view));
}

std::string announce_refused_modal(std::string_view sentence, Language language) {
    Blocks view;
    view.section(sentence);
    return modal_view(
        {.callback_id = "announce_refused", .title = title.in(language), .close = Text{"Back", "뒤로"}.in(language)},
        std::move(view));
}

}  // namespace gracy::slack

#include "slack/announcements/announcement_submission.hpp"

#include "access/services.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "gracy/sql/slack.hpp"
#include "http/field_value.hpp"
#include "http/problem.hpp"
#include "jobs/channel.hpp"
#include "slack/announcements/announcement_form.hpp"
#include "slack/announcements/announcement_refusal.hpp"
#include "slack/announcements/announcement_review.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/form_answer.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/views/queue_view.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::array<std::string_view, 4> help_words{"help", "?", "도움말", "도움"};
constexpr Text help{
    "`/announce` opens a form: whom it is for, the text in Korean, in English or in both, whether they are asked to "
    "acknowledge it, and when it goes out. You see whom it reaches before anything is sent. What you write behind "
    "`/announce` stands in the form already.",
    "`/announce`를 입력하면 양식이 열려요. 받는 사람, 한국어나 영어 내용, 확인을 요청할지, 언제 보낼지를 정하고, "
    "보내기 전에 누구에게 가는지 미리 볼 수 있어요. `/announce` 뒤에 글을 적으면 양식의 내용에 들어가요."};
constexpr std::int32_t audiences_shown = 50;
constexpr std::size_t longest_query = 100;

/// Slack checks most of what the form demands, so this is half of a time, a line break in a title, or somebody's own
/// client.
http::Response incomplete(std::string_view block) {
    if (block == send_on_field || block == send_time_field) {
        return refuse_field(block, "A day and a time go together. / 날짜와 시각을 함께 골라 주세요.");
    }
    return refuse_field(
        block, "Please look at this once more: a title is one line. / 다시 확인해 주세요. 제목은 한 줄이에요.");
}

std::string sentence_about(std::string_view outcome, Language language) {
    auto sentence = announcement_refusal(outcome, language);
    if (!sentence) {
        base::log(base::LogLevel::error,
                  "an announcement from Slack was refused as \"{}\", for which there is no sentence", outcome);
        throw http::Problem::internal();
    }
    return std::move(*sentence);
}

bool is_about_a_text(std::string_view outcome) {
    return outcome == "missing_text" || outcome == "texts_too_long";
}

/// The block under which the sentence belongs; `otherwise` for what is about none.
std::string_view block_of(std::string_view outcome, std::string_view subject, std::string_view otherwise) {
    if (is_about_a_text(outcome)) {
        for (const std::string_view field : {"title_ko", "body_ko", "title_en", "body_en"}) {
            if (subject == field) {
                return field;
            }
        }
    }
    if (outcome == "past_date" || outcome == "too_far") {
        return send_on_field;
    }
    return outcome == "past_time" ? send_time_field : otherwise;
}

http::Response last_word(std::string_view sentence, Language language) {
    return http::Response::json(update_answer(announce_done_modal(sentence, language)));
}

/// What was typed is still in the form under the preview.
http::Response back_to_form(std::string_view sentence, Language language) {
    return http::Response::json(update_answer(announce_refused_modal(sentence, language)));
}

/// Under the first field of the form: what was typed stays.
http::Response keep_form(base::JsonView view, std::string_view otherwise, std::string sentence) {
    return refuse_field(first_input(view).value_or(otherwise), std::move(sentence));
}

std::vector<std::string_view> channels_of(const AnnouncementDraft& draft) {
    return {draft.post_in.begin(), draft.post_in.end()};
}

Announcement as_shown(const AnnouncementDraft& draft, std::int64_t id, std::int32_t version) {
    Announcement announcement{.id = id, .version = version, .require_ack = draft.require_ack};
    if (draft.text.title_ko && draft.text.body_ko) {
        announcement.korean = {.title = *draft.text.title_ko, .body = *draft.text.body_ko};
    }
    if (draft.text.title_en && draft.text.body_en) {
        announcement.english = {.title = *draft.text.title_en, .body = *draft.text.body_en};
    }
    return announcement;
}

/// `row`: what became of a draft, and what sending it would mean. `id`: of the draft. `elsewhere`: channels of other
/// workspaces than the form's.
template <class Row>
http::Response preview(const AnnouncementDraft& draft, std::int64_t id, const Row& row,
                       std::span<const std::string_view> elsewhere = {}) {
    const Language language = http::language_of(row.locale);
    SendingPreview preview{.announcement = as_shown(draft, id, row.version.value_or(0)),
                           .reach = {.recipients = row.recipients.value_or(0),
                                     .in_slack = row.in_slack.value_or(0),
                                     .by_email = row.by_email.value_or(0),
                                     .unreached = row.unreached.value_or(0),
                                     .quiet = row.quiet.value_or(0),
                                     .seconds = row.seconds},
                           .approval_required = row.approval_required.value_or(false),
                           .send_at = row.send_at};
    preview.announcement.post_in = channels_of(draft);
    preview.announcement.post_in.insert(preview.announcement.post_in.end(), elsewhere.begin(), elsewhere.end());
    preview.announcement.audience_ko = preview.announcement.audience_en = row.audience.value_or("");
    return http::Response::json(push_answer(preview_modal(preview, language)));
}

std::string audience_label(std::string_view kind, std::string_view name, Language language) {
    if (kind == "all") {
        return std::string(Text{"Everybody", "전체"}.in(language));
    }
    const Text what = kind == "department" ? Text{"Department: {}", "부서: {}"}
                      : kind == "team"     ? Text{"Team: {}", "팀: {}"}
                                           : Text{"Location: {}", "근무지: {}"};
    return say(language, what, name);
}

}  // namespace

base::Task<http::Response> announce(access::Call& call, const Command& command) {
    const auto rows = co_await call.database().read(sql::slack::describe_announcer, command.team_id,
                                                    view_of(command.enterprise_id), command.user_id);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "unknown_workspace") {
        co_return respond(unknown_workspace());
    }
    if (row.outcome == "not_member") {
        co_return respond(co_await why_no_member(call, command, language));
    }
    if (row.outcome != "ok") {
        co_return respond({.text = sentence_about(row.outcome, language)});
    }
    const auto words = tokens_of(command.text);
    const bool asks_for_help = words.size() == 1 && std::ranges::any_of(help_words, [&](std::string_view word) {
                                   return http::same_text(word, words[0].raw);
                               });
    if (asks_for_help) {
        co_return respond(ephemeral(std::string(help.in(language))));
    }
    ViewRequest request{.team_id = command.team_id,
                        .enterprise_id = command.enterprise_id,
                        .user_id = command.user_id,
                        .trigger_id = command.trigger_id,
                        .view = std::string(announce_callback),
                        .received_at = call.services().clock.now()};
    if (!words.empty()) {
        request.quoted = plain_text(command.text);
    }
    co_await queue_view(call, std::move(request), command.fields["response_url"]);
    co_return http::Response::empty(200);
}

base::Task<http::Response> submit_announcement(access::Call& call, const Interaction& interaction) {
    const base::JsonView view = interaction.json()["view"];
    const auto view_id = identifier(view["id"]);
    const auto draft = read_announcement_draft(view["state"]["values"]);
    if (!view_id || !draft || !draft->audience) {
        co_return incomplete(draft ? audience_action : draft.error());
    }
    const auto rows = co_await call.database().write(
        sql::slack::draft_announcement, interaction.team_id, view_of(interaction.enterprise_id), interaction.user_id,
        view_of(draft->text.title_ko), view_of(draft->text.title_en), view_of(draft->text.body_ko),
        view_of(draft->text.body_en), draft->audience.value_or(""), draft->channels, draft->require_ack, *view_id,
        call.request().request_id, view_of(draft->send_on), view_of(draft->send_time), channels_of(*draft));
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    const std::string_view subject = row.subject.value_or("");
    if (row.outcome != "ok") {
        co_return refuse_field(block_of(row.outcome, subject, audience_action), sentence_about(row.outcome, language));
    }
    co_return preview(*draft, row.announcement_id.value_or(0), row);
}

base::Task<http::Response> submit_edit(access::Call& call, const Interaction& interaction) {
    const base::JsonView view = interaction.json()["view"];
    const auto about = read_reference(view["private_metadata"].string().value_or(""));
    const auto draft = read_announcement_draft(view["state"]["values"]);
    if (!about) {
        co_return http::Response::empty(200);  // no form of ours
    }
    if (!draft) {
        co_return incomplete(draft.error());
    }
    const auto rows = co_await call.database().write(
        sql::slack::edit_announcement, interaction.team_id, view_of(interaction.enterprise_id), interaction.user_id,
        about->id, about->version, view_of(draft->text.title_ko), view_of(draft->text.title_en),
        view_of(draft->text.body_ko), view_of(draft->text.body_en), view_of(draft->audience), draft->channels,
        draft->require_ack, call.request().request_id, view_of(draft->send_on), view_of(draft->send_time),
        channels_of(*draft));
    const auto row = rows.front();
    if (row.outcome != "ok") {
        co_return refuse_field(block_of(row.outcome, row.subject.value_or(""), audience_action),
                               sentence_about(row.outcome, http::language_of(row.locale)));
    }
    call.database().notify(jobs::channel);
    co_return preview(*draft, about->id, row, row.elsewhere.copy());
}

base::Task<http::Response> submit_decline(access::Call& call, const Interaction& interaction) {
    const base::JsonView view = interaction.json()["view"];
    const auto about = read_reference(view["private_metadata"].string().value_or(""));
    if (!about) {
        co_return http::Response::empty(200);
    }
    const auto reason = read_decline_reason(view["state"]["values"]);
    const auto rows = co_await call.database().write(sql::slack::decline_announcement, interaction.team_id,
                                                     view_of(interaction.enterprise_id), interaction.user_id, about->id,
                                                     about->version, view_of(reason), call.request().request_id);
    const auto row = rows.front();
    if (row.outcome == "ok") {
        call.database().notify(jobs::channel);
        co_return http::Response::empty(200);  // the message that asked says so
    }
    co_return refuse_field(decline_reason_block, sentence_about(row.outcome, http::language_of(row.locale)));
}

base::Task<http::Response> submit_review(access::Call& call, const Interaction& interaction) {
    const base::JsonView view = interaction.json()["view"];
    const auto about = read_reference(view["private_metadata"].string().value_or(""));
    const auto approves = read_review(view["state"]["values"]);
    if (!about || !approves) {
        co_return http::Response::empty(200);  // no form of ours: Slack demands the decision
    }
    if (!*approves) {
        co_return co_await submit_decline(call, interaction);
    }
    const auto rows = co_await call.database().write(sql::slack::steer_announcement, interaction.team_id,
                                                     view_of(interaction.enterprise_id), interaction.user_id, about->id,
                                                     about->version, "approve");
    const auto row = rows.front();
    if (row.outcome == "ok") {
        call.database().notify(jobs::channel);
        co_return http::Response::empty(200);  // App Home lists it no more
    }
    co_return refuse_field(review_decision_block, sentence_about(row.outcome, http::language_of(row.locale)));
}

base::Task<http::Response> submit_announcement_preview(access::Call& call, const Interaction& interaction) {
    const auto about = read_reference(interaction.json()["view"]["private_metadata"].string().value_or(""));
    if (!about) {
        co_return http::Response::empty(200);  // no preview of ours
    }
    const auto rows = co_await call.database().write(sql::slack::send_announcement, interaction.team_id,
                                                     view_of(interaction.enterprise_id), interaction.user_id, about->id,
                                                     about->version, call.request().request_id);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "ok" && row.send_at) {
        call.database().notify(jobs::channel);
        co_return last_word(
            goes_out(*row.send_at, language) + " " +
                std::string(Text{"I'll send you a message in which you can cancel it or send it at once.",
                                 "취소하거나 바로 보낼 수 있는 메시지를 드릴게요."}
                                .in(language)),
            language);
    }
    if (row.outcome == "ok") {
        call.database().notify(jobs::channel);
        co_return last_word(Text{":mega: On its way! I'll keep you posted in a message.",
                                 ":mega: 보내고 있어요! 진행 상황은 메시지로 알려 드릴게요."}
                                .in(language),
                            language);
    }
    if (row.outcome == "asked") {
        call.database().notify(jobs::channel);
        co_return last_word(
            Text{"I have asked others who may announce to approve it, and I'll tell you when somebody has. It goes "
                 "out only when you click then.",
                 "공지를 보낼 수 있는 다른 분들에게 승인을 부탁했어요. 승인되면 알려 드릴게요. 그때 "
                 "버튼을 눌러야 보내요."}
                .in(language),
            language);
    }
    co_return back_to_form(sentence_about(row.outcome, language), language);
}

base::Task<http::Response> submit_correction(access::Call& call, const Interaction& interaction) {
    const base::JsonView view = interaction.json()["view"];
    const auto about = read_reference(view["private_metadata"].string().value_or(""));
    const auto text = read_written_text(view["state"]["values"]);
    if (!about) {
        co_return http::Response::empty(200);
    }
    if (!text) {
        co_return incomplete(text.error());
    }
    const auto rows = co_await call.database().write(
        sql::slack::correct_announcement, interaction.team_id, view_of(interaction.enterprise_id), interaction.user_id,
        about->id, about->version, view_of(text->title_ko), view_of(text->title_en), view_of(text->body_ko),
        view_of(text->body_en), call.request().request_id);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "ok") {
        call.database().notify(jobs::channel);
        co_return http::Response::empty(200);
    }
    if (row.outcome == "asked") {
        call.database().notify(jobs::channel);
        co_return last_word(
            Text{"I have asked others who may announce to approve it. Messages in Slack change when somebody has.",
                 "공지를 보낼 수 있는 다른 분들에게 승인을 부탁했어요. 승인되면 Slack 메시지가 바뀌어요."}
                .in(language),
            language);
    }
    const std::string_view subject = row.subject.value_or("");
    std::string sentence = sentence_about(row.outcome, language);
    if (is_about_a_text(row.outcome)) {
        co_return refuse_field(block_of(row.outcome, subject, "title_ko"), std::move(sentence));
    }
    co_return keep_form(view, "title_ko", std::move(sentence));
}

base::Task<http::Response> suggest_audiences(access::Call& call, const Interaction& interaction) {
    const std::string_view typed = interaction.json()["value"].string().value_or("");
    std::vector<Option> options;
    if (typed.size() <= longest_query && typed.find('\0') == typed.npos) {
        const std::string query = base::to_nfc(typed);
        const auto rows = co_await call.database().read(sql::slack::suggest_audiences, interaction.team_id,
                                                        view_of(interaction.enterprise_id), interaction.user_id, query,
                                                        audiences_shown);
        for (const auto row : rows) {
            options.push_back({.text = audience_label(row.kind, row.name, http::language_of(row.locale)),
                               .value = std::string(row.value)});
        }
    }
    co_return http::Response::json(options_answer(options));
}

}  // namespace gracy::slack

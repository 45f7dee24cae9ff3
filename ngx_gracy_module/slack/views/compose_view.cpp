#include "slack/views/compose_view.hpp"

#include "base/unicode.hpp"
#include "gracy/sql/slack.hpp"
#include "gracy/sql/surveys.hpp"
#include "http/language.hpp"
#include "http/numbers.hpp"
#include "slack/administration/administration.hpp"
#include "slack/administration/allowance_form.hpp"
#include "slack/administration/values_form.hpp"
#include "slack/announcements/announcement_form.hpp"
#include "slack/announcements/announcement_refusal.hpp"
#include "slack/announcements/announcement_review.hpp"
#include "slack/announcements/announcement_row.hpp"
#include "slack/answers/ticket_answer_form.hpp"
#include "slack/answers/ticket_form.hpp"
#include "slack/block_kit/days.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/check_ins/check_in_form.hpp"
#include "slack/coffee/coffee_form.hpp"
#include "slack/kudos/kudos_form.hpp"
#include "slack/kudos/kudos_refusal.hpp"
#include "slack/kudos/take_back.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/settings/settings_form.hpp"
#include "slack/surveys/survey_form.hpp"
#include "surveys/privacy_notice.hpp"
#include "surveys/response_token.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace gracy::slack {
namespace {

constexpr std::int32_t most_recipients = 10;
// Of a larger one nobody looks who of them are members.
constexpr std::size_t largest_group = 200;

using http::Language;
using http::Text;
using View = std::optional<std::string>;

/// What the form shows to whom nothing can be offered.
std::string refusal_modal(std::string_view why, Language language) {
    Blocks view;
    view.section(why);
    return modal_view({.callback_id = "refused", .title = "Gracy", .close = Text{"Close", "닫기"}.in(language)},
                      std::move(view));
}

/// Under why the form does not open: what somebody has written already.
std::string with_quoted(std::string why, const std::optional<std::string>& quoted, Language language) {
    constexpr std::size_t longest = 2500;
    if (quoted && !quoted->empty()) {
        why += say(language, {"\nThis is what you wrote:\n{}", "\n적어 주신 글이에요.\n{}"},
                   shorten_mrkdwn(escape(*quoted), longest));
    }
    return why;
}

/// How a value is written after a #, as gracy.value_key has it.
std::u32string value_key(std::string_view name) {
    std::u32string key = base::to_folded(name);
    std::erase_if(key, [](char32_t sign) { return sign == U' ' || sign == U'-' || sign == U'_'; });
    return key;
}

/// The members behind Slack's users, as the form takes them.
base::Task<std::vector<Option>> members_behind(postgres::Client& client, const ViewRequest& request,
                                               const std::vector<std::string_view>& users) {
    const auto members =
        co_await client.read(sql::slack::find_group_members, request.team_id, view_of(request.enterprise_id),
                             request.user_id, users, most_recipients + 1);
    std::vector<Option> options;
    for (const auto member : members) {
        options.push_back({.text = std::string(member.name), .value = std::to_string(member.id)});
    }
    co_return options;
}

/// The button that has the message drafted, and what came of a draft that was asked for.
base::Task<void> offer_draft(postgres::Client& client, const ViewRequest& request, KudosForm& form) {
    const auto task = http::parse_id(request.draft_task.value_or(""));
    const auto drafts = co_await client.read(sql::slack::read_kudos_draft, request.team_id,
                                             view_of(request.enterprise_id), request.user_id, task);
    const auto draft = drafts.front();
    form.offers_draft = draft.offered;
    form.message_block = request.message_block.value_or(form.message_block);
    if (request.draft_refusal) {
        form.draft_trouble = kudos_draft_trouble(*request.draft_refusal, form.language);
    } else if (task && draft.state == "done" && draft.message) {
        form.is_draft = true;
        form.message = *draft.message;
        form.message_block = fmt::format("{}_{}", block_of(KudosField::message), *task);
    } else if (task) {
        form.draft_trouble = kudos_draft_trouble(draft.reason.value_or(""), form.language);
    }
}

/// `recipients`: of a user group. `refusal`: as ViewRequest's.
base::Task<View> kudos_view(postgres::Client& client, const ViewRequest& request, std::vector<Option> recipients,
                            std::string_view refusal) {
    const auto forms =
        co_await client.read(sql::slack::prepare_kudos_form, request.team_id, view_of(request.enterprise_id),
                             request.user_id, view_of(request.recipient_user_id));
    const auto form = forms.first();
    if (!form) {
        co_return std::nullopt;
    }
    const Language language = http::language_of(form->locale);
    if (!form->allowance_left) {
        co_return refusal_modal((co_await why_no_member(client, request, language)).text, language);
    }
    if (form->value_ids.size() == 0) {
        const auto administrators = co_await client.read(sql::slack::describe_administrator, request.team_id,
                                                         view_of(request.enterprise_id), request.user_id);
        co_return refusal_modal(no_values(administrators.front().outcome == "ok", language), language);
    }
    if (*form->allowance_left == 0 && form->renewed_on) {
        const std::string day = day_in_words(*form->renewed_on, language);
        std::string why = say(
            language,
            {"You have no points left. You get new ones on {}.", "보낼 수 있는 점수를 다 썼어요. {}에 새로 채워져요."},
            day);
        co_return refusal_modal(with_quoted(std::move(why), request.quoted, language), language);
    }
    KudosForm filled{.language = language,
                     .allowance_left = *form->allowance_left,
                     .values = {},
                     .recipients = std::move(recipients),
                     .message = request.quoted.value_or(""),
                     .points = request.points,
                     .refusal = std::string(refusal),
                     .channel = request.channel.value_or(""),
                     .thread_ts = request.thread_ts.value_or("")};
    co_await offer_draft(client, request, filled);
    const auto names = form->value_names.copy();
    const auto ids = form->value_ids.copy();
    for (std::size_t i = 0; i < ids.size() && i < names.size(); ++i) {
        filled.values.push_back({.text = std::string(names[i]), .value = std::to_string(ids[i])});
        if (request.value && value_key(names[i]) == value_key(*request.value)) {
            filled.value = filled.values.back().value;
        }
    }
    if (form->recipient_id) {
        filled.recipients.push_back(
            {.text = std::string(form->recipient_name.value_or("")), .value = std::to_string(*form->recipient_id)});
    }
    co_return kudos_modal(filled);
}

/// What the click said is in `refusal`.
base::Task<View> kudos_taken_back_view(postgres::Client& client, const ViewRequest& request) {
    const auto callers = co_await client.read(sql::slack::describe_caller, request.team_id,
                                              view_of(request.enterprise_id), request.user_id);
    co_return kudos_taken_back_modal(request.refusal.value_or(""), http::language_of(callers.front().locale));
}

base::Task<View> check_in_view(postgres::Client& client, const ViewRequest& request) {
    constexpr std::int32_t no_kudos = 0;
    const auto homes = co_await client.read(sql::slack::read_home, request.team_id, view_of(request.enterprise_id),
                                            request.user_id, no_kudos);
    const auto home = homes.first();
    if (!home) {
        co_return std::nullopt;
    }
    const Language language = http::language_of(home->locale);
    if (!home->allowance_left) {
        co_return refusal_modal((co_await why_no_member(client, request, language)).text, language);
    }
    co_return check_in_modal(home->mood, language);
}

/// Whoever clicks in a message of before edits the draft as it is now.
base::Task<View> draft_view(postgres::Client& client, std::int64_t team_space_id, std::string_view team_id,
                            Announcement announcement, std::string_view timezone, Language language) {
    const auto drafts = co_await client.read(sql::slack::read_announcement_draft, team_space_id, announcement.id,
                                             http::name_of(language), timezone, team_id);
    const auto draft = drafts.first();
    if (!draft || draft->state != "draft") {
        co_return refusal_modal(*announcement_refusal(draft ? "state" : "not_found", language), language);
    }
    const auto channels = draft->channels.copy();
    // Those of another workspace cannot be chosen here: they stay.
    announcement.post_in = draft->post_in.copy();
    co_return edit_modal(announcement,
                         {.audience = draft->audience,
                          .audience_value = draft->audience_value,
                          .by_email = std::ranges::find(channels, "email") != channels.end(),
                          .send_on = draft->send_on.value_or(""),
                          .send_time = draft->send_time.value_or("")},
                         timezone, language);
}

base::Task<View> announcement_view(postgres::Client& client, const ViewRequest& request) {
    const auto callers = co_await client.read(sql::slack::describe_announcer, request.team_id,
                                              view_of(request.enterprise_id), request.user_id);
    const auto caller = callers.front();
    const Language language = http::language_of(caller.locale);
    if (caller.outcome == "unknown_workspace") {
        co_return std::nullopt;
    }
    if (caller.outcome == "not_member") {
        co_return refusal_modal((co_await why_no_member(client, request, language)).text, language);
    }
    if (const auto why = announcement_refusal(caller.outcome, language)) {
        co_return refusal_modal(*why, language);
    }
    if (request.view == announce_callback) {
        co_return announce_modal(caller.tz.value_or("UTC"), language, view_of(request.quoted).value_or(""));
    }
    const auto about = read_reference(request.about.value_or(""));
    const auto rows = co_await client.read(sql::slack::read_announcement, *caller.team_space_id, about ? about->id : 0);
    const auto row = rows.first();
    if (!row) {
        co_return refusal_modal(*announcement_refusal("not_found", language), language);
    }
    const Announcement announcement = announcement_of(about->id, *row);
    if (request.view == decline_callback) {
        const bool correction = row->corrector_name.has_value();
        co_return row->state == "submitted" || correction
            ? decline_modal(announcement, language, correction)
            : refusal_modal(*announcement_refusal("state", language), language);
    }
    if (request.view == review_callback) {
        const auto corrected = corrected_announcement_of(about->id, *row);
        co_return row->state == "submitted" || corrected
            ? review_modal(corrected.value_or(announcement), corrected.has_value(), language)
            : refusal_modal(*announcement_refusal("state", language), language);
    }
    if (!fits_form(announcement)) {
        co_return refusal_modal(*announcement_refusal("too_long_for_form", language), language);
    }
    if (request.view == edit_callback) {
        co_return co_await draft_view(client, *caller.team_space_id, request.team_id, announcement,
                                      caller.tz.value_or("UTC"), language);
    }
    co_return correct_modal(announcement, row->text_version, row->correctable, language);
}

/// The message that was quoted, as a person reads it.
base::Task<std::string> quoted_message(postgres::Client& client, const ViewRequest& request) {
    constexpr std::size_t longest_name = 100;
    const std::string quoted = request.quoted.value_or("");
    std::vector<std::string_view> mentioned;
    for (const Token& token : tokens_of(quoted)) {
        if (token.kind == Token::Kind::user && token.label.empty()) {
            mentioned.push_back(token.subject);
        }
    }
    std::map<std::string, std::string, std::less<>> names;
    if (!mentioned.empty()) {
        const auto rows = co_await client.read(sql::slack::name_users, request.team_id, view_of(request.enterprise_id),
                                               request.user_id, mentioned);
        for (const auto row : rows) {
            names.emplace(row.user_id, shorten(row.name, longest_name));
        }
    }
    co_return plain_text(with_names(quoted, names));
}

base::Task<View> ticket_view(postgres::Client& client, const ViewRequest& request) {
    const auto question_id = http::parse_id(request.about.value_or(""));
    const auto forms = co_await client.read(sql::slack::prepare_ticket_form, request.team_id,
                                            view_of(request.enterprise_id), request.user_id, question_id);
    const auto form = forms.first();
    if (!form) {
        co_return std::nullopt;
    }
    const Language language = http::language_of(form->locale);
    if (!form->member) {
        co_return refusal_modal((co_await why_no_member(client, request, language)).text, language);
    }
    if (form->question) {
        co_return ticket_modal(*form->question, view_of(request.about), language);
    }
    co_return ticket_modal(co_await quoted_message(client, request), std::nullopt, language);
}

base::Task<View> ticket_answer_view(postgres::Client& client, const ViewRequest& request) {
    const std::int64_t id = http::parse_id(request.about.value_or("")).value_or(0);
    const auto rows = co_await client.read(sql::slack::get_ticket, request.team_id, view_of(request.enterprise_id),
                                           request.user_id, id);
    const auto ticket = rows.front();
    const Language language = http::language_of(ticket.locale);
    if (ticket.outcome == "unknown_workspace") {
        co_return std::nullopt;
    }
    if (ticket.outcome == "settled") {
        co_return ticket_settled_modal(ticket.text.value_or(""), ticket.answer, language);
    }
    if (ticket.outcome == "not_member") {
        co_return refusal_modal((co_await why_no_member(client, request, language)).text, language);
    }
    if (ticket.outcome != "ok") {
        co_return refusal_modal(ticket_refusal(ticket.outcome, language).value_or(""), language);
    }
    co_return ticket_answer_modal(id, ticket.asker.value_or(""), ticket.text.value_or(""), language);
}

base::Task<View> coffee_view(postgres::Client& client, const ViewRequest& request) {
    const auto rows = co_await client.read(sql::slack::get_own_coffee, request.team_id, view_of(request.enterprise_id),
                                           request.user_id);
    const auto own = rows.front();
    const Language language = http::language_of(own.locale);
    if (own.outcome == "unknown_workspace") {
        co_return std::nullopt;
    }
    if (own.outcome == "no_program") {
        co_return refusal_modal(Text{"There is no coffee program yet: your administrator can start one.",
                                     "아직 커피 모임이 없어요. 관리자가 시작할 수 있어요."}
                                    .in(language),
                                language);
    }
    if (own.outcome != "ok") {
        co_return refusal_modal((co_await why_no_member(client, request, language)).text, language);
    }
    const auto ids = own.program_ids.copy();
    const auto names = own.programs.copy();
    const auto statuses = own.statuses.copy();
    const auto until = own.paused_until.copy();
    std::vector<CoffeeTaking> taking;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        taking.push_back(
            {.program_id = ids[i], .program = names.at(i), .status = statuses.at(i), .until = until.at(i)});
    }
    const auto other_ids = own.other_ids.copy();
    const auto others = own.others.copy();
    std::vector<Option> apart;
    for (std::size_t i = 0; i < other_ids.size(); ++i) {
        apart.push_back({.text = std::string(others.at(i)), .value = std::to_string(other_ids[i])});
    }
    co_return coffee_form(taking, std::move(apart), language);
}

base::Task<View> settings_view(postgres::Client& client, const ViewRequest& request) {
    const auto rows = co_await client.read(sql::slack::get_own_settings, request.team_id,
                                           view_of(request.enterprise_id), request.user_id);
    const auto own = rows.front();
    const Language language = http::language_of(own.locale);
    if (own.outcome == "unknown_workspace") {
        co_return std::nullopt;
    }
    if (own.outcome != "ok") {
        co_return refusal_modal((co_await why_no_member(client, request, language)).text, language);
    }
    Settings settings{.language = language,
                      .at_minute = *own.at_minute,
                      .quiet_from = std::string(*own.quiet_from),
                      .quiet_until = std::string(*own.quiet_until),
                      .on_leaderboards = *own.on_leaderboards,
                      .celebrates_birthday = *own.celebrates_birthday,
                      .celebrates_anniversary = *own.celebrates_anniversary};
    if (*own.asked) {
        for (const std::int32_t day : own.weekdays.copy()) {
            settings.weekdays.push_back(day);
        }
    }
    co_return settings_modal(settings, own.tz.value_or("UTC"));
}

base::Task<View> administration_refusal_view(postgres::Client& client, const ViewRequest& request,
                                             std::string_view outcome, Language language) {
    co_return refusal_modal(outcome == "not_member" ? (co_await why_no_member(client, request, language)).text
                                                    : administration_refusal(outcome, language).value_or(""),
                            language);
}

base::Task<View> values_view(postgres::Client& client, const ViewRequest& request) {
    const auto rows = co_await client.read(sql::slack::list_company_values, request.team_id,
                                           view_of(request.enterprise_id), request.user_id);
    const auto known = rows.front();
    const Language language = http::language_of(known.locale);
    if (known.outcome == "unknown_workspace") {
        co_return std::nullopt;
    }
    if (known.outcome != "ok") {
        co_return co_await administration_refusal_view(client, request, known.outcome, language);
    }
    const auto ids = known.value_ids.copy();
    const auto names = known.names.copy();
    const auto active = known.active.copy();
    std::vector<Option> values;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const Text out_of_use{" (out of use)", " (사용 안 함)"};
        values.push_back({.text = std::string(names.at(i)).append(active.at(i) ? "" : out_of_use.in(language)),
                          .value = std::to_string(ids[i])});
    }
    co_return values_modal(values, language);
}

base::Task<View> allowance_view(postgres::Client& client, const ViewRequest& request) {
    const auto rows = co_await client.read(sql::slack::get_allowance, request.team_id, view_of(request.enterprise_id),
                                           request.user_id);
    const auto rules = rows.front();
    const Language language = http::language_of(rules.locale);
    if (rules.outcome == "unknown_workspace") {
        co_return std::nullopt;
    }
    if (rules.outcome != "ok") {
        co_return co_await administration_refusal_view(client, request, rules.outcome, language);
    }
    co_return allowance_modal({.version = *rules.version,
                               .period = std::string(*rules.period),
                               .points = *rules.points,
                               .shortest_message = *rules.shortest_message,
                               .pair_gifts_a_day = rules.pair_gifts_a_day,
                               .pair_percent = rules.pair_percent,
                               .leaderboards = *rules.leaderboards},
                              rules.next_since, language);
}

/// The page on which a wave is answered, with a token of this reader's behind the #, which browsers send to no server.
base::Task<View> survey_page_view(postgres::Client& client, const SurveyForm& form, bool anonymous,
                                  std::int64_t team_space_id, std::int64_t member_id, std::string_view address) {
    if (address.empty()) {
        co_return refusal_modal(Text{"This survey is not answered in Slack: please open it in Gracy's other clients.",
                                     "이 설문은 Slack에서 응답할 수 없어요. Gracy의 다른 화면에서 열어 주세요."}
                                    .in(form.language),
                                form.language);
    }
    const std::string token = surveys::new_response_token();
    const auto issued = co_await client.write(sql::surveys::issue_response_token, team_space_id, member_id,
                                              form.wave_id, base::sha256(base::bytes_of(token)));
    if (const std::string_view outcome = issued.front().outcome; outcome != "ok") {
        co_return refusal_modal(survey_refusal(outcome, form.language).value_or(""), form.language);
    }
    const std::string link = std::string(address) + "/api/v1/waves/" + std::to_string(form.wave_id) + "/page#" + token;
    co_return survey_link_modal(form, anonymous, link);
}

base::Task<View> survey_view(postgres::Client& client, const ViewRequest& request, std::string_view address) {
    const std::int64_t wave = http::parse_id(request.about.value_or("")).value_or(0);
    const auto rows = co_await client.read(sql::slack::get_survey_form, request.team_id, view_of(request.enterprise_id),
                                           request.user_id, wave);
    const auto asked = rows.front();
    const Language language = http::language_of(asked.locale);
    if (asked.outcome == "unknown_workspace") {
        co_return std::nullopt;
    }
    if (asked.outcome == "not_member") {
        co_return refusal_modal((co_await why_no_member(client, request, language)).text, language);
    }
    if (asked.outcome != "ok") {
        co_return refusal_modal(survey_refusal(asked.outcome, language).value_or(""), language);
    }
    const std::string privacy = surveys::privacy_text(
        {.mode = *asked.mode, .names_shown = *asked.names_shown, .k_score = *asked.k_score, .k_text = *asked.k_text},
        language);
    const SurveyForm form{.language = language,
                          .wave_id = wave,
                          .title = asked.title.value_or(""),
                          .until = asked.until.value_or(""),
                          .privacy = privacy};
    const bool anonymous = asked.mode != "identified";
    if (!anonymous) {
        const base::Json questions = base::Json::parse(asked.questions.value_or("[]"));
        if (auto modal = survey_modal(form, questions.view())) {
            co_return modal;
        }
    }
    co_return co_await survey_page_view(client, form, anonymous, *asked.team_space_id, *asked.member_id, address);
}

}  // namespace

base::Task<View> compose_view(postgres::Client& client, const ViewRequest& request, std::string_view address) {
    if (request.view == kudos_callback) {
        const std::vector<std::string_view> users(request.recipients.begin(), request.recipients.end());
        auto recipients = users.empty() ? std::vector<Option>() : co_await members_behind(client, request, users);
        recipients.resize(std::min(recipients.size(), std::size_t{most_recipients}));
        co_return co_await kudos_view(client, request, std::move(recipients), view_of(request.refusal).value_or(""));
    }
    if (request.view == announce_callback || request.view == correct_callback || request.view == edit_callback ||
        request.view == decline_callback || request.view == review_callback) {
        co_return co_await announcement_view(client, request);
    }
    if (request.view == kudos_given_callback) {
        co_return co_await kudos_taken_back_view(client, request);
    }
    if (request.view == check_in_callback) {
        co_return co_await check_in_view(client, request);
    }
    if (request.view == ask_hr_callback) {
        co_return co_await ticket_view(client, request);
    }
    if (request.view == answer_ticket_callback) {
        co_return co_await ticket_answer_view(client, request);
    }
    if (request.view == coffee_form_callback) {
        co_return co_await coffee_view(client, request);
    }
    if (request.view == settings_callback) {
        co_return co_await settings_view(client, request);
    }
    if (request.view == values_callback) {
        co_return co_await values_view(client, request);
    }
    if (request.view == allowance_callback) {
        co_return co_await allowance_view(client, request);
    }
    if (request.view == survey_callback) {
        co_return co_await survey_view(client, request, address);
    }
    throw jobs::Permanent("there is no view " + request.view);
}

base::Task<View> compose_group_view(postgres::Client& client, const ViewRequest& request, const ApiResult& group) {
    std::vector<std::string_view> users;
    for (const base::JsonView user : group.body["users"].elements()) {
        users.push_back(user.string().value_or(""));
    }
    const bool is_large = users.size() > largest_group;
    users.resize(std::min(users.size(), largest_group));
    std::vector<Option> recipients = co_await members_behind(client, request, users);
    const bool readable = group.outcome == ApiOutcome::ok;
    const bool usable = readable && !is_large && !recipients.empty() && recipients.size() <= most_recipients;
    if (usable) {
        co_return co_await kudos_view(client, request, std::move(recipients), {});
    }
    const auto callers = co_await client.read(sql::slack::describe_caller, request.team_id,
                                              view_of(request.enterprise_id), request.user_id);
    if (!callers.front().known) {
        co_return std::nullopt;
    }
    const Language language = http::language_of(callers.front().locale);
    const Text why = group.error == "missing_scope"
                         ? Text{"I may not read user groups in this workspace: please choose people one by one, or "
                                "have your administrator install me again.",
                                "이 워크스페이스에서는 사용자 그룹을 볼 수 없어요. 한 사람씩 고르거나, 관리자에게 앱을 "
                                "다시 설치해 달라고 해 주세요."}
                     : !readable ? Text{"I could not read this user group: please choose people one by one.",
                                        "사용자 그룹을 확인하지 못했어요. 한 사람씩 골라 주세요."}
                     : recipients.empty() && !is_large
                         ? Text{"Nobody in this user group can get your kudos.",
                                "이 사용자 그룹에는 칭찬을 받을 수 있는 동료가 없어요."}
                         : Text{"This user group has more than 10 people: please choose up to 10 of them.",
                                "이 사용자 그룹은 10명이 넘어요. 10명까지만 골라 주세요."};
    // What was written is kept: whom it is for is chosen anew.
    co_return co_await kudos_view(client, request, {}, why.in(language));
}

}  // namespace gracy::slack

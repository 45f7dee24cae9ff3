#include "slack/receiving/interactions.hpp"

#include "access/services.hpp"
#include "base/log.hpp"
#include "documents/event_log.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/administration/administration.hpp"
#include "slack/administration/allowance_form.hpp"
#include "slack/administration/values_form.hpp"
#include "slack/announcements/announcement_form.hpp"
#include "slack/announcements/announcement_review.hpp"
#include "slack/announcements/announcement_submission.hpp"
#include "slack/answers/ticket_answer_form.hpp"
#include "slack/answers/ticket_answer_submission.hpp"
#include "slack/answers/ticket_form.hpp"
#include "slack/answers/ticket_submission.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/check_ins/check_in_form.hpp"
#include "slack/check_ins/check_in_note.hpp"
#include "slack/coffee/coffee_form.hpp"
#include "slack/coffee/coffee_form_submission.hpp"
#include "slack/home/home.hpp"
#include "slack/kudos/kudos_draft.hpp"
#include "slack/kudos/kudos_form.hpp"
#include "slack/kudos/kudos_submission.hpp"
#include "slack/kudos/take_back_clicks.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/admission.hpp"
#include "slack/receiving/interaction.hpp"
#include "slack/receiving/member_options.hpp"
#include "slack/receiving/store.hpp"
#include "slack/settings/settings_form.hpp"
#include "slack/settings/settings_submission.hpp"
#include "slack/surveys/survey_form.hpp"
#include "slack/surveys/survey_submission.hpp"
#include "slack/views/form_apology.hpp"
#include "slack/views/queue_view.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace gracy::slack {
namespace {

using Kind = Interaction::Kind;

// Of a form's 2,000 characters; the rest is the link's, and the asker's.
constexpr std::size_t longest_quote = 1500;

/// `note`: what was taken out of a check-in.
base::Task<http::Response> submit(access::Call& call, const Interaction& interaction, std::string note) {
    // What somebody answers is stored with the wave, and in no log beside it.
    if (interaction.callback_id == survey_callback) {
        co_return co_await submit_survey(call, interaction);
    }
    // Nor is whom somebody does not want to meet.
    if (interaction.callback_id == coffee_form_callback) {
        co_return co_await submit_coffee_form(call, interaction);
    }
    const access::Services& services = call.services();
    services.event_log.store_later(interaction_event(interaction, services.clock.now()));
    if (interaction.callback_id == kudos_callback) {
        co_return co_await submit_kudos(call, interaction);
    }
    if (interaction.callback_id == check_in_callback) {
        co_return co_await submit_check_in(call, interaction, std::move(note));
    }
    if (interaction.callback_id == announce_callback) {
        co_return co_await submit_announcement(call, interaction);
    }
    if (interaction.callback_id == announce_preview_callback) {
        co_return co_await submit_announcement_preview(call, interaction);
    }
    if (interaction.callback_id == edit_callback) {
        co_return co_await submit_edit(call, interaction);
    }
    if (interaction.callback_id == decline_callback) {
        co_return co_await submit_decline(call, interaction);
    }
    if (interaction.callback_id == review_callback) {
        co_return co_await submit_review(call, interaction);
    }
    if (interaction.callback_id == correct_callback) {
        co_return co_await submit_correction(call, interaction);
    }
    if (interaction.callback_id == answer_ticket_callback) {
        co_return co_await submit_ticket_answer(call, interaction);
    }
    if (interaction.callback_id == ask_hr_callback) {
        co_return co_await submit_ticket(call, interaction);
    }
    if (interaction.callback_id == settings_callback) {
        co_return co_await submit_settings(call, interaction);
    }
    if (interaction.callback_id == values_callback) {
        co_return co_await submit_chosen_value(call, interaction);
    }
    if (interaction.callback_id == value_callback) {
        co_return co_await submit_value(call, interaction);
    }
    if (interaction.callback_id == allowance_callback) {
        co_return co_await submit_allowance(call, interaction);
    }
    // Of a view that nobody shows any more: it closes.
    co_return http::Response::empty(200);
}

/// The modal's callback_id behind a button or a shortcut; empty when it opens none.
std::string_view view_behind(const Interaction& interaction) {
    if (interaction.kind == Kind::block_actions) {
        const auto action = interaction.json()["actions"][std::size_t{0}]["action_id"].string();
        if (const std::string_view again = form_asked_again(action.value_or("")); !again.empty()) {
            return again;
        }
        return is_survey_click(action.value_or(""))          ? survey_callback
               : is_ticket_answer_click(action.value_or("")) ? answer_ticket_callback
               : action == give_kudos_action                 ? kudos_callback
               : action == settings_callback                 ? settings_callback
               : action == coffee_form_callback              ? coffee_form_callback
               : action == values_callback                   ? values_callback
               : action == allowance_callback                ? allowance_callback
               : action == ask_hr_callback                   ? ask_hr_callback
               : action == review_callback                   ? review_callback
               : action == announcement_action::correct      ? correct_callback
               : action == announcement_action::edit         ? edit_callback
               : action == announcement_action::decline_why  ? decline_callback
                                                             : std::string_view();
    }
    const bool shortcut = interaction.kind == Kind::shortcut || interaction.kind == Kind::message_action;
    const bool ours = interaction.callback_id == kudos_callback || interaction.callback_id == announce_callback ||
                      interaction.callback_id == ask_hr_callback || interaction.callback_id == check_in_callback;
    return shortcut && ours ? std::string_view(interaction.callback_id) : std::string_view();
}

/// What HR is asked about: the message that the form was opened from, and where it stands; mrkdwn, in which the form
/// puts names to the mentions.
std::optional<std::string> quote_of(base::JsonView json) {
    const auto channel = identifier(json["channel"]["id"]);
    const auto ts = identifier(json["message"]["ts"]);
    const auto domain = identifier(json["team"]["domain"]);
    std::string quote = shorten_mrkdwn(json["message"]["text"].string().value_or(""), longest_quote);
    if (channel && ts && domain) {
        quote += "\nhttps://" + *domain + ".slack.com/archives/" + *channel + "/p";
        std::ranges::copy_if(*ts, std::back_inserter(quote), [](char sign) { return sign != '.'; });
    }
    return quote;
}

/// form_apology's button says for whom, and where the kudos is offered to be posted: "U1/C1/1700000000.000001".
void remember_place(ViewRequest& request) {
    const std::string said = request.recipient_user_id.value_or("");
    const std::size_t first = said.find('/');
    const std::size_t second = first == said.npos ? said.npos : said.find('/', first + 1);
    if (second == said.npos) {
        return;
    }
    const auto part = [](std::string text) { return text.empty() ? std::nullopt : std::optional(std::move(text)); };
    request.recipient_user_id = part(said.substr(0, first));
    request.about = request.recipient_user_id;
    request.channel = part(said.substr(first + 1, second - first - 1));
    request.thread_ts = part(said.substr(second + 1));
}

/// The form that this click asks for.
std::optional<ViewRequest> requested_view(const Interaction& interaction, base::Timestamp received_at) {
    const base::JsonView json = interaction.json();
    const std::string_view view = view_behind(interaction);
    if (!interaction.trigger_id || view.empty()) {
        return std::nullopt;
    }
    const base::JsonView action = json["actions"][std::size_t{0}];
    // Beside a person, the button says whom it is for.
    const bool is_for = action["action_id"].string() == give_kudos_action;
    const bool again = !form_asked_again(action["action_id"].string().value_or("")).empty();
    const auto value = identifier(action["value"]);
    std::optional<std::string> quoted;
    if (view == ask_hr_callback && interaction.kind == Kind::message_action) {
        quoted = quote_of(json);
    } else if (again && (view == announce_callback || (view == ask_hr_callback && !value))) {
        quoted = action["value"].string();
    }
    ViewRequest request{.team_id = interaction.team_id,
                        .enterprise_id = interaction.enterprise_id,
                        .user_id = interaction.user_id,
                        .trigger_id = *interaction.trigger_id,
                        .view = std::string(view),
                        .received_at = received_at,
                        .recipient_user_id = again || (is_for && value) ? value : identifier(json["message"]["user"]),
                        .about = value,
                        .quoted = std::move(quoted),
                        .again = again};
    if (again && view == kudos_callback) {
        remember_place(request);
    }
    const auto channel = identifier(json["channel"]["id"]);
    // Between two people nobody else would read it.
    if (view == kudos_callback && interaction.kind == Kind::message_action && channel && !channel->starts_with('D')) {
        const auto thread = identifier(json["message"]["thread_ts"]);
        request.channel = channel;
        request.thread_ts = thread ? thread : identifier(json["message"]["ts"]);
    }
    return request;
}

/// A face was tapped: it is noted at once, and the modal says so.
base::Task<void> check_in(access::Call& call, const Interaction& interaction, std::int32_t score, base::Timestamp now) {
    co_await call.database().write(sql::slack::check_in_from_slack, interaction.team_id,
                                   view_of(interaction.enterprise_id), interaction.user_id, score);
    ViewRequest shown{.team_id = interaction.team_id,
                      .enterprise_id = interaction.enterprise_id,
                      .user_id = interaction.user_id,
                      .trigger_id = interaction.trigger_id.value_or(""),
                      .view = std::string(check_in_callback),
                      .received_at = now,
                      .view_id = identifier(interaction.json()["view"]["id"])};
    if (interaction.trigger_id && shown.view_id) {
        co_await queue_view(call, std::move(shown), {});
    }
}

std::optional<std::int32_t> score_of(const Interaction& interaction) {
    const bool click = interaction.kind == Kind::block_actions && interaction.callback_id == check_in_callback;
    const auto action = interaction.json()["actions"][std::size_t{0}]["action_id"].string();
    return click ? tapped_score(action.value_or("")) : std::nullopt;
}

/// Everything that is acknowledged before it has its effect.
base::Task<http::Response> act(access::Call& call, Interaction interaction) {
    const base::Timestamp now = call.services().clock.now();
    if (const auto score = score_of(interaction)) {
        co_await check_in(call, interaction, *score, now);
    }
    if (is_take_back_in_modal(interaction.json())) {
        co_await take_back_in_modal(call, interaction);
    }
    if (is_kudos_draft_click(interaction)) {
        co_return co_await draft_kudos(call, interaction);
    }
    if (auto view = requested_view(interaction, now)) {
        // Before the log's commit and not after it: whoever clicked looks at the screen.
        co_await queue_view(call, std::move(*view), interaction.json()["response_url"]);
    }
    // Who opens a survey when is in no log.
    if (interaction.callback_id == survey_callback || view_behind(interaction) == survey_callback) {
        co_return http::Response::empty(200);
    }
    if (interaction.callback_id == check_in_callback || interaction.json()["view"]["type"].string() == "home") {
        leave_out_face(interaction);
    }
    co_return co_await store(call, interaction_event(interaction, now));
}

http::Response apologise(const Interaction& interaction, const http::Problem& problem) {
    const auto block = first_input(interaction.json()["view"]);
    if (!block) {
        return http::Response::empty(503);
    }
    const bool unknown = problem.maybe_executed() || problem.code() == http::Problem::internal().code();
    const std::array problems{FieldProblem{
        .block_id = *block,
        .text = unknown
                    ? "Sorry, something went wrong. This may have been recorded all the same: please look before "
                      "you submit it again. / 죄송해요, 문제가 생겼어요. 이미 기록되었을 수도 있으니 확인한 뒤 "
                      "다시 보내 주세요."
                    : "Sorry, this cannot be recorded right now. Nothing was changed: please try again in a moment. "
                      "/ 죄송해요, 지금은 기록할 수 없어요. 잠시 후에 다시 시도해 주세요."}};
    return http::Response::json(errors_answer(problems));
}

}  // namespace

base::Task<http::Response> receive_interaction(access::Call& call) {
    if (auto refusal = refuse_stranger(call)) {
        co_return std::move(*refusal);
    }
    auto interaction = read_interaction(call.request());
    if (!interaction) {
        co_return refuse_for_good(400);
    }
    if (is_foreign(call, interaction->api_app_id)) {
        co_return refuse_for_good(403);
    }
    if (interaction->kind == Kind::block_suggestion) {
        const bool audience = interaction->json()["action_id"].string() == audience_action;
        co_return co_await (audience ? suggest_audiences(call, *interaction) : suggest_members(call, *interaction));
    }
    // What somebody writes about their day is for nobody else, and so not for the event log.
    std::string note = interaction->callback_id == check_in_callback ? take_check_in_note(*interaction) : std::string();
    if (interaction->kind == Kind::view_submission) {
        if (interaction->callback_id == check_in_callback) {
            leave_out_face(*interaction);
        }
        co_return co_await submit(call, *interaction, std::move(note));
    }
    co_return co_await act(call, std::move(*interaction));
}

http::Response interaction_problem(const http::Request& request, const http::Problem& problem) {
    const auto interaction = read_interaction(request);
    if (interaction && interaction->kind == Kind::block_suggestion) {
        return http::Response::json(options_answer({}));
    }
    if (interaction && interaction->kind == Kind::view_submission) {
        return apologise(*interaction, problem);
    }
    return http::Response::empty(503);
}

}  // namespace gracy::slack

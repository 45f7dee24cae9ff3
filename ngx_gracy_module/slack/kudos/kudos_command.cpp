#include "slack/kudos/kudos_command.hpp"

#include "access/services.hpp"
#include "base/digest.hpp"
#include "gracy/sql/slack.hpp"
#include "slack/kudos/kudos_form.hpp"
#include "slack/kudos/kudos_reply.hpp"
#include "slack/kudos/kudos_text.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/sentence_for.hpp"
#include "slack/views/queue_view.hpp"

#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

/// Of what the command means and not of its bytes, which carry a response_url of their own every time.
base::Sha256 request_hash(const Command& command) {
    std::string meaning;
    for (const std::string_view part :
         {std::string_view(command.team_id), std::string_view(command.user_id), std::string_view(command.text)}) {
        meaning.append(std::to_string(part.size())).append(":").append(part);
    }
    return base::sha256(base::bytes_of(meaning));
}

ViewRequest form_of(access::Call& call, const Command& command, const KudosText& kudos) {
    return {.team_id = command.team_id,
            .enterprise_id = command.enterprise_id,
            .user_id = command.user_id,
            .trigger_id = command.trigger_id,
            .view = std::string(kudos_callback),
            .received_at = call.services().clock.now(),
            .quoted = kudos.message,
            .value = kudos.value,
            .points = kudos.points};
}

/// Besides the answer, which stays when the form does not open in time.
base::Task<void> open_to_mend(access::Call& call, const Command& command, const KudosText& kudos,
                              std::string_view refusal) {
    ViewRequest request = form_of(call, command, kudos);
    request.recipients = kudos.recipients;
    request.refusal = refusal;
    co_await queue_view(call, std::move(request), command.fields["response_url"]);
}

/// What is missing, or is too much, can be changed in the form.
bool is_mended_in_form(const KudosText& kudos) {
    using Problem = KudosText::Problem;
    return !kudos.recipients.empty() &&
           (kudos.problem == Problem::several_values || kudos.problem == Problem::points_unusable ||
            kudos.problem == Problem::no_message);
}

bool is_mended_in_form(std::string_view outcome) {
    constexpr std::array mended{"unknown_value",       "allowance_exceeded", "message_too_short",
                                "duplicate_recipient", "inactive_recipient", "unknown_recipient",
                                "pair_daily_limit",    "pair_share_limit",   "too_many_recipients"};
    return std::ranges::find(mended, outcome) != mended.end();
}

base::Task<Message> explain(access::Call& call, const Command& command, const KudosText& kudos) {
    const auto rows = co_await call.database().read(sql::slack::describe_giver, command.team_id,
                                                    view_of(command.enterprise_id), command.user_id);
    const auto giver = rows.first();
    if (!giver) {
        co_return unknown_workspace();
    }
    const http::Language language = http::language_of(giver->locale);
    Message answer = kudos_text_reply(kudos, giver->allowance_left, giver->value_names.copy(), language);
    if (kudos.problem == KudosText::Problem::help) {
        co_return answer;
    }
    if (!giver->allowance_left) {
        co_return co_await why_no_member(call, command, language);
    }
    if (is_mended_in_form(kudos)) {
        co_await open_to_mend(call, command, kudos, kudos_problem(kudos, language));
    }
    answer.text = with_quote(std::move(answer.text), command.text, language);
    co_return answer;
}

}  // namespace

bool is_for_group(const Command& command) {
    const KudosText kudos = parse_kudos(command.text);
    // What else is missing is asked for in the form.
    return kudos.group &&
           (kudos.problem == KudosText::Problem::none || kudos.problem == KudosText::Problem::no_message);
}

base::Task<http::Response> give_kudos_to_group(access::Call& call, const Command& command) {
    const KudosText kudos = parse_kudos(command.text);
    ViewRequest request = form_of(call, command, kudos);
    request.group = kudos.group;
    co_await queue_view(call, std::move(request), command.fields["response_url"]);
    co_return http::Response::empty(200);
}

base::Task<Message> give_kudos(access::Call& call, const Command& command) {
    const KudosText kudos = parse_kudos(command.text);
    if (kudos.problem != KudosText::Problem::none) {
        co_return co_await explain(call, command, kudos);
    }
    const std::vector<std::string_view> recipients(kudos.recipients.begin(), kudos.recipients.end());
    const std::optional<std::string_view> value =
        kudos.value ? std::optional<std::string_view>(*kudos.value) : std::nullopt;
    const base::Sha256 hash = request_hash(command);
    const auto rows = co_await call.database().write(sql::slack::give_kudos_from_slack, command.team_id,
                                                     view_of(command.enterprise_id), command.user_id, recipients, value,
                                                     kudos.points, kudos.message, command.trigger_id, hash);
    const auto row = rows.front();
    if (row.outcome == "unknown_workspace") {
        co_return unknown_workspace();
    }
    const http::Language language = http::language_of(row.locale);
    if (row.outcome == "unknown_giver") {
        co_return co_await why_no_member(call, command, language);
    }
    KudosOutcome outcome{.outcome = row.outcome,
                         .subject = row.subject.value_or(""),
                         .allowance_left = row.allowance_left,
                         .value_names = row.value_names.copy()};
    if (row.outcome == "unknown_value" && outcome.value_names.empty()) {
        const auto administrators = co_await call.database().read(sql::slack::describe_administrator, command.team_id,
                                                                  view_of(command.enterprise_id), command.user_id);
        outcome.may_set_up = administrators.front().outcome == "ok";
    }
    Message message =
        sentence_for(kudos_reply(kudos, command.user_id, outcome, language), "give_kudos_from_slack", row.outcome);
    if (is_mended_in_form(row.outcome)) {
        co_await open_to_mend(call, command, kudos, message.text);
    }
    if (row.outcome != "ok" && row.outcome != "replayed") {
        message.text = with_quote(std::move(message.text), command.text, language);
    }
    co_return message;
}

}  // namespace gracy::slack

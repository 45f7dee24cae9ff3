#include "slack/receiving/commands.hpp"

#include "access/services.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "documents/document.hpp"
#include "http/form.hpp"
#include "http/media_type.hpp"
#include "slack/administration/administration.hpp"
#include "slack/announcements/announcement_submission.hpp"
#include "slack/block_kit/messages.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/check_ins/check_in_form.hpp"
#include "slack/check_ins/check_in_note.hpp"
#include "slack/check_ins/mood_command.hpp"
#include "slack/coffee/coffee_command.hpp"
#include "slack/coffee/coffee_form.hpp"
#include "slack/kudos/kudos_command.hpp"
#include "slack/kudos/kudos_form.hpp"
#include "slack/kudos/kudos_standing.hpp"
#include "slack/people/who_command.hpp"
#include "slack/receiving/admission.hpp"
#include "slack/receiving/command.hpp"
#include "slack/receiving/gracy_command.hpp"
#include "slack/settings/settings_form.hpp"
#include "slack/views/open_form.hpp"

namespace gracy::slack {
namespace {

/// Whose language nobody asked for yet reads both.
Message in_both(http::Text text) {
    return {.visibility = Message::Visibility::ephemeral,
            .text = std::string(text.english).append("\n").append(text.korean)};
}

Message unknown_command(std::string_view name) {
    const std::string shown = escape(name);
    return {.visibility = Message::Visibility::ephemeral,
            .text = "I do not know the command " + shown + ". Try `/gracy help`.\n" + shown +
                    " 명령은 아직 몰라요. `/gracy 도움말`을 입력해 보세요."};
}

}  // namespace

base::Task<http::Response> receive_command(access::Call& call) {
    if (auto refusal = refuse_stranger(call)) {
        co_return std::move(*refusal);
    }
    const http::Request& request = call.request();
    const access::Services& services = call.services();
    auto command = read_command(request);
    if (!command) {
        co_return refuse_for_good(400);
    }
    if (is_foreign(call, command->api_app_id)) {
        co_return refuse_for_good(403);
    }
    const bool is_mood = command->name == "/mood";
    // What somebody writes about their day is for nobody else, and so not for the event log.
    const MoodCommand mood = is_mood ? take_mood(*command) : MoodCommand();
    const std::string kept = is_mood ? command->fields.view().dump() : std::string();
    services.event_log.store_later(
        command_event(*command, is_mood ? std::string_view(kept) : request.body, services.clock.now()));
    const bool alone = tokens_of(command->text).empty();
    if (alone && command->name == "/kudos") {
        co_return co_await open_form(call, *command, kudos_callback);
    }
    if (alone && command->name == "/mood") {
        co_return co_await open_form(call, *command, check_in_callback);
    }
    if (const auto question = command->name == "/kudos" ? standing_question(command->text) : std::nullopt) {
        co_return respond(co_await show_standing(call, *command, *question));
    }
    if (command->name == "/kudos" && is_for_group(*command)) {
        co_return co_await give_kudos_to_group(call, *command);
    }
    if (command->name == "/kudos") {
        co_return respond(co_await give_kudos(call, *command));
    }
    if (is_mood && mood.feeling) {
        co_return respond(co_await feeling_by_command(call, *command, *mood.feeling));
    }
    if (is_mood && mood.score && !mood.note.empty()) {
        co_return respond(co_await check_in_with_note(call, *command, *mood.score, mood.note));
    }
    if (is_mood && !mood.note.empty()) {
        co_return respond(co_await note_without_score(call, *command, mood.note));
    }
    if (is_mood) {
        co_return respond(co_await check_in(call, *command, mood.score));
    }
    if (command->name == "/who") {
        co_return respond(co_await find_colleagues(call, *command));
    }
    if (command->name == "/coffee" && asks_for_coffee_form(command->text)) {
        co_return co_await open_form(call, *command, coffee_form_callback);
    }
    if (command->name == "/coffee") {
        co_return respond(co_await coffee(call, *command));
    }
    if (command->name == "/announce") {
        co_return co_await announce(call, *command);
    }
    if (command->name == "/gracy" && asks_for_settings(command->text)) {
        co_return co_await open_form(call, *command, settings_callback);
    }
    if (command->name == "/gracy" && asks_for_administration(command->text)) {
        co_return respond(co_await administer(call, *command));
    }
    if (command->name == "/gracy") {
        co_return respond(co_await gracy_command(call, *command));
    }
    co_return respond(unknown_command(command->name));
}

http::Response command_problem(const http::Request&, const http::Problem& problem) {
    // Nobody knows how far a defect let the command get.
    if (problem.maybe_executed() || problem.code() == http::Problem::internal().code()) {
        return respond(in_both(
            {"Sorry, something went wrong on our side. Your command may have been recorded all the same: please "
             "look before you send it again.",
             "죄송해요, 문제가 생겼어요. 명령이 이미 기록되었을 수도 있으니, 다시 보내기 전에 확인해 주세요."}));
    }
    return respond(
        in_both({"Sorry, this cannot be recorded right now. Nothing was changed: please try again in a moment.",
                 "죄송해요, 지금은 기록할 수 없어요. 바뀐 것은 없으니 잠시 후에 다시 시도해 주세요."}));
}

}  // namespace gracy::slack

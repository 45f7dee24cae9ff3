#include "slack/check_ins/mood_command.hpp"

#include "gracy/sql/slack.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/check_ins/check_in_form.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/caller.hpp"
#include "slack/receiving/refusals.hpp"

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

std::string mood_help(Language language) {
    std::string text(Text{"How's your day? Write a number: only you see it.",
                          "오늘 하루는 어떤가요? 숫자로 적어 주세요. 나만 볼 수 있어요."}
                         .in(language));
    for (std::int32_t score = 1; score <= 5; ++score) {
        text += fmt::format("\n`/mood {}` {}", score, face_of(score));
    }
    text +=
        Text{
            "\n`/mood 4 a few words`: with a note, sealed so that only you can open it"
            "\n`/mood card`: what AI has read in it, if you like (`/mood card help`)",
            "\n`/mood 4 한 줄 기록`: 나만 열 수 있게 봉인한 글과 함께"
            "\n`/mood 요약`: 원하면 AI가 읽은 요약 (`/mood 요약 도움말`)"}
            .in(language);
    return text;
}

}  // namespace

base::Task<Message> check_in(access::Call& call, const Command& command, std::optional<std::int32_t> score) {
    if (!score) {
        const Caller caller = co_await caller_of(call, command);
        if (caller.known && !caller.member) {
            co_return co_await why_no_member(call, command, caller.language);
        }
        co_return caller.known ? ephemeral(mood_help(caller.language)) : unknown_workspace();
    }
    const auto rows = co_await call.database().write(sql::slack::check_in_from_slack, command.team_id,
                                                     view_of(command.enterprise_id), command.user_id, *score);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "unknown_workspace") {
        co_return unknown_workspace();
    }
    if (row.outcome == "not_member") {
        co_return co_await why_no_member(call, command, language);
    }
    const Text sentence =
        row.outcome == "created"
            ? Text{"{} Noted for today. Only you see it, and you can change it until midnight.",
                   "{} 오늘 하루를 남겼어요. 나만 볼 수 있고, 자정까지 바꿀 수 있어요."}
            : Text{"{} Changed for today. Only you see it.", "{} 오늘 기록을 바꿨어요. 나만 볼 수 있어요."};
    co_return ephemeral(say(language, sentence, face_of(*score)));
}

}  // namespace gracy::slack

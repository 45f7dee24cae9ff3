#include "slack/receiving/small_commands.hpp"

#include "gracy/sql/slack.hpp"
#include "slack/answers/ask_command.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/check_ins/check_in_form.hpp"
#include "slack/check_ins/quiet_command.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/views/queue_view.hpp"

#include <array>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

constexpr std::int32_t most_colleagues = 10;
constexpr std::size_t longest_name = 100;

Message only_to_them(std::string text) {
    return {.visibility = Message::Visibility::ephemeral, .text = std::move(text)};
}

/// The words of a command; what is written into them stays as Slack escaped it.
std::vector<std::string_view> words_of(const Command& command) {
    std::vector<std::string_view> words;
    for (const Token& token : tokens_of(command.text)) {
        words.push_back(token.raw);
    }
    return words;
}

std::string mood_help(Language language) {
    std::string text(Text{"How is today? Write a number: only you see it.",
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

std::string help(Language language) {
    return std::string(
        Text{"Here is what I can do:\n"
             "• `/kudos @somebody #value Thank you for ...`: thank a colleague (`/kudos help`)\n"
             "• `/kudos me`, `/kudos top`: what you gave and received, and the leaderboard\n"
             "• `/mood`: how today is, with one tap; only you see it\n"
             "• `/who name`: find a colleague\n"
             "• `/coffee`: meet a colleague now and then (`/coffee help`)\n"
             "• `/announce`: tell many people something, if that is your task\n"
             "• `/gracy quiet`: when I may not disturb you (`/gracy quiet help`)\n"
             "• `/gracy settings`: language, when I ask and when I don't, where you are shown\n"
             "• `/gracy ask question`: what the company's policies say; or write to me, or mention me in a channel\n"
             "• `/gracy lang ko`: 한국어로 말하기\n"
             "`/kudos` alone and the shortcut _Give kudos_ open a form; the shortcut is on messages, too.",
             "이런 것을 할 수 있어요.\n"
             "• `/kudos @동료 #가치 고마웠던 일`: 동료에게 칭찬 보내기 (`/kudos 도움말`)\n"
             "• `/kudos 나`, `/kudos 순위`: 내가 보내고 받은 칭찬과 리더보드\n"
             "• `/mood`: 오늘 하루를 한 번 눌러 남기기, 나만 볼 수 있어요\n"
             "• `/who 이름`: 동료 찾기, 초성도 돼요\n"
             "• `/coffee`: 가끔 동료와 커피 한잔 (`/coffee 도움말`)\n"
             "• `/announce`: 공지 보내기 (공지 담당자)\n"
             "• `/gracy 조용히`: 방해받고 싶지 않은 시간 정하기 (`/gracy 조용히 help`)\n"
             "• `/gracy 설정`: 언어, 알림 시간, 다른 사람에게 보이는 곳\n"
             "• `/gracy 질문 궁금한 것`: 회사 규정에서 답 찾기, 저에게 메시지를 보내거나 채널에서 불러도 돼요\n"
             "• `/gracy 언어 en`: speak English\n"
             "`/kudos`만 입력하거나 바로 가기 _칭찬 보내기_ 를 누르면 양식이 열려요. 동료의 메시지에서도 열려요."}
            .in(language));
}

std::optional<Language> language_named(std::string_view word) {
    if (word == "ko" || word == "korean" || word == "한국어") {
        return Language::korean;
    }
    if (word == "en" || word == "english" || word == "영어") {
        return Language::english;
    }
    return std::nullopt;
}

struct Caller {
    bool known;
    bool member;
    Language language;
};

base::Task<Caller> caller_of(access::Call& call, const Command& command) {
    const auto rows = co_await call.database().read(sql::slack::describe_caller, command.team_id,
                                                    view_of(command.enterprise_id), command.user_id);
    const auto row = rows.front();
    co_return Caller{.known = row.known, .member = row.member, .language = http::language_of(row.locale)};
}

std::string colleague(std::string_view name, std::optional<std::string_view> name_en,
                      std::optional<std::string_view> department, std::optional<std::string_view> title) {
    std::string line = "• *" + escape(name) + "*";
    if (name_en && *name_en != name) {
        line += " (" + escape(*name_en) + ")";
    }
    for (const auto& about : {department, title}) {
        if (about) {
            line += " · " + escape(*about);
        }
    }
    return line;
}

}  // namespace

base::Task<Message> check_in(access::Call& call, const Command& command, std::optional<std::int32_t> score) {
    if (!score) {
        const Caller caller = co_await caller_of(call, command);
        co_return !caller.known ? unknown_workspace()
        : !caller.member        ? not_a_member(caller.language)
                                : only_to_them(mood_help(caller.language));
    }
    const auto rows = co_await call.database().write(sql::slack::check_in_from_slack, command.team_id,
                                                     view_of(command.enterprise_id), command.user_id, *score);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "unknown_workspace") {
        co_return unknown_workspace();
    }
    if (row.outcome == "not_member") {
        co_return not_a_member(language);
    }
    const Text sentence =
        row.outcome == "created"
            ? Text{"{} Noted for today. Only you see it, and you can change it until midnight.",
                   "{} 오늘 하루를 남겼어요. 나만 볼 수 있고, 자정까지 바꿀 수 있어요."}
            : Text{"{} Changed for today. Only you see it.", "{} 오늘 기록을 바꿨어요. 나만 볼 수 있어요."};
    co_return only_to_them(say(language, sentence, face_of(*score)));
}

base::Task<http::Response> open_form(access::Call& call, const Command& command, std::string_view view) {
    const Caller caller = co_await caller_of(call, command);
    if (!caller.known) {
        co_return respond(unknown_workspace());
    }
    if (!caller.member) {
        co_return respond(not_a_member(caller.language));
    }
    co_return co_await open_for(call, command, view);
}

base::Task<Message> find_colleagues(access::Call& call, const Command& command) {
    const Caller caller = co_await caller_of(call, command);
    if (!caller.known) {
        co_return unknown_workspace();
    }
    if (!caller.member) {
        co_return not_a_member(caller.language);
    }
    const std::string name = plain_text(command.text);
    const bool asks_for_help = tokens_of(command.text).empty() || name == "help" || name == "도움말";
    if (asks_for_help || name.size() > longest_name) {
        co_return only_to_them(std::string(Text{"Whom are you looking for? `/who name`, or a part of it",
                                                "누구를 찾나요? `/who 이름`이나 `/who ㄱㅁㅅ`"}
                                               .in(caller.language)));
    }
    const auto rows =
        co_await call.database().read(sql::slack::suggest_members, command.team_id, view_of(command.enterprise_id),
                                      command.user_id, name, most_colleagues + 1);
    std::string text;
    std::int32_t shown = 0;
    for (const auto row : rows) {
        if (++shown <= most_colleagues) {
            text += (shown > 1 ? "\n" : "") + colleague(row.name, row.name_en, row.department_name, row.title);
        }
    }
    if (shown == 0) {
        text = say(caller.language, {"Nobody here is called {}.", "{}(이)라는 동료를 찾지 못했어요."}, escape(name));
    } else if (shown > most_colleagues) {
        text += Text{"\n… and more: please write more of the name.", "\n… 더 있어요. 이름을 조금 더 적어 주세요."}.in(
            caller.language);
    }
    co_return only_to_them(std::move(text));
}

base::Task<Message> gracy_command(access::Call& call, const Command& command) {
    if (const auto question = question_of_command(command.text)) {
        co_return co_await ask_by_command(call, command, *question);
    }
    const std::vector<std::string_view> words = words_of(command);
    if (words.size() == 2 && (words[0] == "lang" || words[0] == "언어")) {
        if (const auto language = language_named(words[1])) {
            const auto rows = co_await call.database().write(sql::slack::set_language_from_slack, command.team_id,
                                                             view_of(command.enterprise_id), command.user_id,
                                                             http::name_of(*language));
            const std::string_view outcome = rows.front().outcome;
            co_return outcome == "unknown_workspace" ? unknown_workspace()
            : outcome == "not_member"
                ? not_a_member(*language)
                : only_to_them(
                      std::string(Text{"From now on I speak English.", "이제부터 한국어로 말할게요."}.in(*language)));
        }
    }
    if (!words.empty() && (words[0] == "quiet" || words[0] == "조용히")) {
        co_return co_await keep_quiet(call, command, std::span(words).subspan(1));
    }
    const Caller caller = co_await caller_of(call, command);
    co_return caller.known ? only_to_them(help(caller.language)) : unknown_workspace();
}

}  // namespace gracy::slack

#include "slack/receiving/gracy_command.hpp"

#include "gracy/sql/slack.hpp"
#include "http/field_value.hpp"
#include "slack/answers/ask_command.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/check_ins/quiet_command.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/caller.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/unknown_word.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <vector>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

/// The words of a command; what is written into them stays as Slack escaped it.
std::vector<std::string_view> words_of(const Command& command) {
    std::vector<std::string_view> words;
    for (const Token& token : tokens_of(command.text)) {
        words.push_back(token.raw);
    }
    return words;
}

std::string help(Language language) {
    return std::string(
        Text{"Here is what I can do:\n"
             "• `/kudos @somebody #value Thank you for ...`: thank a colleague (`/kudos help`)\n"
             "• `/kudos me`, `/kudos top`: what you gave and received, and the leaderboard\n"
             "• `/mood`: how today is, with one tap; only you see it\n"
             "• `/who @name`, `/who team`: find colleagues\n"
             "• `/coffee`: meet a colleague now and then (`/coffee help`)\n"
             "• `/announce`: tell many people something, if that is your task\n"
             "• `/gracy quiet`: when I may not disturb you (`/gracy quiet help`)\n"
             "• `/gracy settings`: language, when I ask and when I don't, where you are shown\n"
             "• `/gracy admin`: the company's values and the allowance, for administrators\n"
             "• `/gracy ask question`: what the company's policies say; or write to me, or mention me in a channel\n"
             "• `/gracy lang ko`: 한국어로 말하기\n"
             "• the shortcut “Ask HR · 인사팀에 문의”, on messages “Ask HR about this · 문의”: a question to HR, "
             "in private\n"
             "`/kudos` alone and the shortcut “Give kudos · 칭찬 보내기” open a form; on messages it is "
             "“Give kudos for this · 칭찬”.",
             "이런 것을 할 수 있어요.\n"
             "• `/kudos @동료 #가치 고마웠던 일`: 동료에게 칭찬 보내기 (`/kudos 도움말`)\n"
             "• `/kudos 나`, `/kudos 순위`: 내가 보내고 받은 칭찬과 리더보드\n"
             "• `/mood`: 오늘 하루를 한 번 눌러 남기기, 나만 볼 수 있어요\n"
             "• `/who @이름`, `/who 팀`: 동료 찾기, 초성도 돼요\n"
             "• `/coffee`: 가끔 동료와 커피 한잔 (`/coffee 도움말`)\n"
             "• `/announce`: 공지 보내기 (공지 담당자)\n"
             "• `/gracy 조용히`: 방해받고 싶지 않은 시간 정하기 (`/gracy 조용히 도움말`)\n"
             "• `/gracy 설정`: 언어, 알림 시간, 다른 사람에게 보이는 곳\n"
             "• `/gracy 관리`: 핵심 가치와 칭찬 규칙 (관리자)\n"
             "• `/gracy 질문 궁금한 것`: 회사 규정에서 답 찾기, 저에게 메시지를 보내거나 채널에서 불러도 돼요\n"
             "• `/gracy 언어 en`: speak English\n"
             "• 바로 가기 ‘Ask HR · 인사팀에 문의’, 메시지에서는 ‘Ask HR about this · 문의’: 인사팀에 "
             "비공개로 문의하기\n"
             "`/kudos`만 입력하거나 바로 가기 ‘Give kudos · 칭찬 보내기’를 누르면 양식이 열려요. "
             "동료의 메시지에서는 ‘Give kudos for this · 칭찬’을 눌러 주세요."}
            .in(language));
}

bool is_any(std::string_view word, std::initializer_list<std::string_view> known) {
    return std::ranges::any_of(known, [&](std::string_view one) { return http::same_text(word, one); });
}

/// Before anybody knows which of the two somebody reads.
Message spoken_languages() {
    return ephemeral(
        "I speak English (`/gracy lang en`) and Korean (`/gracy lang ko`).\n"
        "한국어(`/gracy 언어 ko`)와 영어(`/gracy 언어 en`)로 말할 수 있어요.");
}

std::optional<Language> language_named(std::string_view word) {
    if (is_any(word, {"ko", "korean", "한국어"})) {
        return Language::korean;
    }
    if (is_any(word, {"en", "english", "영어"})) {
        return Language::english;
    }
    return std::nullopt;
}

base::Task<Message> speak(access::Call& call, const Command& command, Language language) {
    const auto rows =
        co_await call.database().write(sql::slack::set_language_from_slack, command.team_id,
                                       view_of(command.enterprise_id), command.user_id, http::name_of(language));
    const std::string_view outcome = rows.front().outcome;
    if (outcome == "not_member") {
        co_return co_await why_no_member(call, command, language);
    }
    co_return outcome == "unknown_workspace"
        ? unknown_workspace()
        : ephemeral(std::string(Text{"From now on I speak English.", "이제부터 한국어로 말할게요."}.in(language)));
}

}  // namespace

base::Task<Message> gracy_command(access::Call& call, const Command& command) {
    if (const auto question = question_of_command(command.text)) {
        co_return co_await ask_by_command(call, command, *question);
    }
    const std::vector<std::string_view> words = words_of(command);
    if (!words.empty() && is_any(words[0], {"lang", "language", "언어"})) {
        const auto language = words.size() == 2 ? language_named(words[1]) : std::nullopt;
        co_return language ? co_await speak(call, command, *language) : spoken_languages();
    }
    if (!words.empty() && is_any(words[0], {"quiet", "조용히"})) {
        co_return co_await keep_quiet(call, command, std::span(words).subspan(1));
    }
    const Caller caller = co_await caller_of(call, command);
    const bool asks_for_help = words.empty() || is_any(words[0], {"help", "?", "도움말", "도움"});
    const std::string unknown = asks_for_help ? std::string() : plain_text(words[0]);
    co_return caller.known ? ephemeral(unknown_word(unknown, caller.language) + help(caller.language))
                           : unknown_workspace();
}

}  // namespace gracy::slack

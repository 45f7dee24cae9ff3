#include "slack/coffee/coffee_command.hpp"

#include "gracy/sql/slack.hpp"
#include "http/numbers.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/coffee/coffee_message.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/refusals.hpp"

#include <array>
#include <utility>
#include <vector>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;
using Step = CoffeeText::Step;

constexpr std::int64_t most_weeks = 52;
constexpr std::size_t longest_program = 200;
constexpr std::array<std::pair<std::string_view, Step>, 15> words{{{"join", Step::join},
                                                                   {"resume", Step::join},
                                                                   {"참여", Step::join},
                                                                   {"다시", Step::join},
                                                                   {"재개", Step::join},
                                                                   {"pause", Step::pause},
                                                                   {"snooze", Step::pause},
                                                                   {"쉬기", Step::pause},
                                                                   {"leave", Step::leave},
                                                                   {"나가기", Step::leave},
                                                                   {"status", Step::status},
                                                                   {"who", Step::status},
                                                                   {"상태", Step::status},
                                                                   {"help", Step::help},
                                                                   {"도움말", Step::help}}};

std::string_view name_of(Step step) {
    switch (step) {
        case Step::join:
            return "join";
        case Step::pause:
            return "pause";
        case Step::leave:
            return "leave";
        default:
            return "status";
    }
}

/// "2w", "2주", "2".
std::optional<std::int32_t> weeks_of(std::string_view word) {
    for (const std::string_view unit : {"w", "주"}) {
        if (word.ends_with(unit)) {
            word.remove_suffix(unit.size());
            break;
        }
    }
    const auto weeks = http::parse_integer(word);
    return weeks && *weeks >= 1 && *weeks <= most_weeks ? std::optional(static_cast<std::int32_t>(*weeks))
                                                        : std::nullopt;
}

std::string help(Language language) {
    return std::string(
        Text{"Coffee brings you together with a colleague every few weeks.\n"
             "• `/coffee join`: take part\n"
             "• `/coffee pause 2w`: not for two weeks; without a number, until `/coffee resume`\n"
             "• `/coffee leave`: no longer\n"
             "• `/coffee`: whether you take part, and when the next round is\n"
             "Where there are several programs, write the name of the one you mean behind it.",
             "커피 모임은 몇 주에 한 번 동료와 만나게 해 드려요.\n"
             "• `/coffee 참여`: 참여하기\n"
             "• `/coffee 쉬기 2주`: 2주 쉬기, 숫자가 없으면 `/coffee 재개`를 할 때까지\n"
             "• `/coffee 나가기`: 그만하기\n"
             "• `/coffee`: 참여 상태와 다음 모임 보기\n"
             "프로그램이 여럿이면 뒤에 이름을 적어 주세요."}
            .in(language));
}

std::string listed(const std::vector<std::string_view>& programs) {
    std::string text;
    for (const std::string_view program : programs) {
        text += "\n• " + escape(program);
    }
    return text;
}

/// How somebody takes part now.
template <class Row>
std::string state_of(const Row& row, Language language) {
    if (row.status == "joined") {
        return coffee_joined(row.program.value_or(""), row.next_round, language);
    }
    const std::string program = escape(row.program.value_or(""));
    std::string text;
    if (row.status == "paused" && row.paused_until) {
        text = say(language, {":zzz: You pause in *{}* until {}.", ":zzz: *{0}* 모임을 {1}까지 쉬어요."}, program,
                   *row.paused_until);
    } else if (row.status == "paused") {
        text = say(language,
                   {":zzz: You pause in *{}*. `/coffee resume` brings you back.",
                    ":zzz: *{}* 모임을 쉬고 있어요. `/coffee 재개`로 돌아올 수 있어요."},
                   program);
    } else {
        text = say(language,
                   {"You do not take part in *{}*. `/coffee join` is all it takes.",
                    "*{}* 모임에 참여하지 않고 있어요. `/coffee 참여`를 입력하면 함께할 수 있어요."},
                   program);
    }
    if (row.next_round) {
        text += "\n" + say(language, {"The next round is on {}.", "다음 모임은 {}이에요."}, *row.next_round);
    }
    return text;
}

}  // namespace

CoffeeText parse_coffee(std::string_view text) {
    const std::vector<Token> tokens = tokens_of(text);
    if (tokens.empty()) {
        return {.step = Step::status};
    }
    CoffeeText coffee;
    for (const auto& [word, step] : words) {
        if (tokens.front().raw == word) {
            coffee.step = step;
        }
    }
    std::size_t next = 1;
    if (coffee.step == Step::pause && tokens.size() > next) {
        coffee.weeks = weeks_of(tokens[next].raw);
        next += coffee.weeks.has_value();
    }
    std::string program;
    for (; next < tokens.size(); ++next) {
        program.append(program.empty() ? "" : " ").append(tokens[next].raw);
    }
    if (!program.empty()) {
        coffee.program = plain_text(program);
    }
    return coffee;
}

base::Task<Message> coffee(access::Call& call, const Command& command) {
    const CoffeeText wanted = parse_coffee(command.text);
    const bool usable = !wanted.program || wanted.program->size() <= longest_program;
    const std::optional<std::string_view> program = usable ? view_of(wanted.program) : std::nullopt;
    const auto rows = co_await call.database().write(sql::slack::coffee, command.team_id,
                                                     view_of(command.enterprise_id), command.user_id,
                                                     name_of(usable ? wanted.step : Step::help), wanted.weeks, program);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "unknown_workspace") {
        co_return unknown_workspace();
    }
    if (row.outcome == "not_member") {
        co_return not_a_member(language);
    }
    if (wanted.step == Step::help || !usable) {
        co_return Message{.text = help(language)};
    }
    if (row.outcome == "no_program") {
        co_return Message{.text = std::string(Text{"There is no coffee program yet: your administrator can start one.",
                                                   "아직 커피 모임이 없어요. 관리자가 시작할 수 있어요."}
                                                  .in(language))};
    }
    if (row.outcome != "ok") {
        co_return Message{
            .text = say(language,
                        {"There is no such program. There is:{}", "그런 프로그램이 없어요. 지금 있는 프로그램:{}"},
                        listed(row.programs.copy()))};
    }
    Message message{.text = state_of(row, language)};
    if (row.status == "paused" && row.program_id) {
        message.blocks = coffee_pause(message.text, *row.program_id, language);
    }
    co_return message;
}

}  // namespace gracy::slack

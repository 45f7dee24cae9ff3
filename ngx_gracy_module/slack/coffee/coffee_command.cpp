#include "slack/coffee/coffee_command.hpp"

#include "base/text.hpp"
#include "gracy/sql/slack.hpp"
#include "http/field_value.hpp"
#include "slack/block_kit/days.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/coffee/coffee_message.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/duration.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/unknown_word.hpp"

#include <array>
#include <utility>
#include <vector>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;
using Step = CoffeeText::Step;

constexpr std::int64_t longest_pause = 52 * 7 * 24;
constexpr std::int64_t day_hours = 24;
constexpr std::int64_t week_hours = 7 * day_hours;
constexpr std::size_t longest_program = 200;
constexpr std::array<std::pair<std::string_view, Step>, 21> words{
    {{"join", Step::join},  {"resume", Step::join},    {"참여", Step::join},     {"다시", Step::join},
     {"시작", Step::join},  {"재개", Step::join},      {"pause", Step::pause},   {"snooze", Step::pause},
     {"쉬기", Step::pause}, {"일시정지", Step::pause}, {"leave", Step::leave},   {"나가기", Step::leave},
     {"그만", Step::leave}, {"탈퇴", Step::leave},     {"status", Step::status}, {"who", Step::who},
     {"누구", Step::who},   {"상태", Step::status},    {"help", Step::help},     {"?", Step::help},
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

/// "2w", "3 days"; a number alone are weeks. Nothing for no day, less than one, or more than 52 weeks.
std::optional<std::int32_t> days_of(const Duration& duration) {
    const std::int64_t unit = duration.unit_hours == 0 ? week_hours : duration.unit_hours;
    const bool usable = unit >= day_hours && duration.number >= 1 && duration.number <= longest_pause / unit;
    return usable ? std::optional(static_cast<std::int32_t>(duration.number * unit / day_hours)) : std::nullopt;
}

std::string help(Language language) {
    return std::string(
        Text{"Coffee brings you together with a colleague every few weeks.\n"
             "• `/coffee join`: take part\n"
             "• `/coffee pause 2w`: not for two weeks; without a number, until `/coffee resume`\n"
             "• `/coffee leave`: no longer\n"
             "• `/coffee`: whether you take part, and when the next round is; `/coffee who`: whom you meet now\n"
             "• `/coffee settings`: all of it in a form, and whom you don't want to meet\n"
             "Where there are several programs, write the name of the one you mean behind it.",
             "몇 주에 한 번 동료와 커피 한잔할 자리를 만들어 드려요.\n"
             "• `/coffee 참여`: 참여하기\n"
             "• `/coffee 쉬기 2주`: 2주 쉬기, 숫자가 없으면 `/coffee 재개`를 할 때까지\n"
             "• `/coffee 나가기`: 그만하기\n"
             "• `/coffee`: 참여 상태와 다음 모임 보기, `/coffee 누구`: 이번에 만날 사람 보기\n"
             "• `/coffee 설정`: 참여 방법과 만나고 싶지 않은 사람 정하기\n"
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

/// How a program is named behind a command, where there are several.
template <class Row>
std::string named_behind(const Row& row) {
    return row.programs.size() > 1 ? " " + escape(row.program.value_or("")) : std::string();
}

/// How somebody takes part now.
template <class Row>
std::string state_of(const Row& row, Language language) {
    if (row.status == "joined") {
        return coffee_joined(row.program.value_or(""), row.next_round, language);
    }
    const std::string program = styled(row.program.value_or(""));
    std::string text;
    if (row.status == "paused" && row.paused_until) {
        text = say(language, {":zzz: You pause in *{}* until {}.", ":zzz: *{0}* 모임은 {1}까지 쉬어요."}, program,
                   day_in_words(*row.paused_until, language));
    } else if (row.status == "paused") {
        text = say(language,
                   {":zzz: You pause in *{0}*. `/coffee resume{1}` brings you back.",
                    ":zzz: *{0}* 모임은 쉬고 있어요. `/coffee 재개{1}`로 돌아올 수 있어요."},
                   program, named_behind(row));
    } else {
        text = say(language,
                   {"You do not take part in *{0}*. `/coffee join{1}` is all it takes.",
                    "*{0}* 모임에 참여하지 않고 있어요. `/coffee 참여{1}`를 입력하면 함께할 수 있어요."},
                   program, named_behind(row));
    }
    return row.next_round ? text + "\n" + coffee_next_round(*row.next_round, language) : text;
}

/// Whom somebody meets in the round of now.
template <class Row>
std::string partners_of(const Row& row, Language language) {
    const auto partners = row.partners.copy();
    const std::string program = styled(row.program.value_or(""));
    if (partners.empty()) {
        return say(language,
                   {"There is nobody whom you meet in *{}* now.", "*{}* 모임에서 이번에 만날 사람은 아직 없어요."},
                   program);
    }
    return say(language, {":coffee: In *{0}* you meet {1} this time.", ":coffee: *{0}* 모임에서 이번에 만날 사람: {1}"},
               program, coffee_names(partners, language));
}

Message wrong_pause(Language language) {
    return {.text = std::string(
                Text{"A pause is from one day to 52 weeks, as in `/coffee pause 3 days` or `/coffee pause 2w`.",
                     "쉬는 기간은 하루부터 52주까지예요. `/coffee 쉬기 3일`이나 `/coffee 쉬기 2주`처럼 적어 주세요."}
                    .in(language))};
}

}  // namespace

CoffeeText parse_coffee(std::string_view text) {
    const std::vector<Token> tokens = tokens_of(text);
    if (tokens.empty()) {
        return {.step = Step::status};
    }
    CoffeeText coffee;
    bool is_known = false;
    for (const auto& [word, step] : words) {
        if (http::same_text(tokens.front().raw, word)) {
            coffee.step = step;
            is_known = true;
        }
    }
    if (!is_known) {
        coffee.unknown = plain_text(tokens.front().raw);
        return coffee;
    }
    std::size_t next = 1;
    if (coffee.step == Step::pause) {
        std::vector<std::string_view> rest;
        for (std::size_t i = next; i < tokens.size(); ++i) {
            rest.push_back(tokens[i].raw);
        }
        if (!rest.empty() && http::same_text(rest.front(), "for")) {
            rest.erase(rest.begin());
            ++next;
        }
        if (const auto duration = read_duration(rest)) {
            coffee.days = days_of(*duration);
            if (!coffee.days) {
                return {.step = Step::bad_pause};
            }
            next += duration->words;
        }
    }
    std::string program;
    for (; next < tokens.size(); ++next) {
        program.append(program.empty() ? "" : " ").append(tokens[next].raw);
    }
    if (!program.empty()) {
        // Copied from a message of ours, it has what styled() put into it.
        coffee.program = plain_text(base::without_invisible(program));
    }
    return coffee;
}

bool asks_for_coffee_form(std::string_view text) {
    const std::vector<Token> tokens = tokens_of(text);
    return tokens.size() == 1 && (http::same_text(tokens[0].raw, "settings") || tokens[0].raw == "설정");
}

base::Task<Message> coffee(access::Call& call, const Command& command) {
    const CoffeeText wanted = parse_coffee(command.text);
    const bool usable = !wanted.program || wanted.program->size() <= longest_program;
    const std::optional<std::string_view> program = usable ? view_of(wanted.program) : std::nullopt;
    const auto rows = co_await call.database().write(sql::slack::coffee, command.team_id,
                                                     view_of(command.enterprise_id), command.user_id,
                                                     name_of(usable ? wanted.step : Step::help), wanted.days, program);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "unknown_workspace") {
        co_return unknown_workspace();
    }
    if (row.outcome == "not_member") {
        co_return co_await why_no_member(call, command, language);
    }
    if (wanted.step == Step::help || !usable) {
        co_return Message{.text = unknown_word(wanted.unknown, language) + help(language)};
    }
    if (wanted.step == Step::bad_pause) {
        co_return wrong_pause(language);
    }
    if (row.outcome == "no_program") {
        co_return Message{.text = std::string(Text{"There is no coffee program yet: your administrator can start one.",
                                                   "아직 커피 모임이 없어요. 관리자가 시작할 수 있어요."}
                                                  .in(language))};
    }
    if (row.outcome != "ok") {
        std::string text = say(language,
                               {"There is no program of that name. These are running:{}",
                                "그런 이름의 프로그램이 없어요. 지금 있는 프로그램이에요:{}"},
                               listed(row.programs.copy()));
        // "3x" may have been meant as a length of time.
        const bool has_number = program && !program->empty() && program->front() >= '0' && program->front() <= '9';
        if (wanted.step == Step::pause && has_number) {
            text += "\n" + wrong_pause(language).text;
        }
        co_return Message{.text = std::move(text)};
    }
    if (wanted.step == Step::who) {
        co_return Message{.text = partners_of(row, language)};
    }
    Message message{.text = state_of(row, language)};
    if (row.program_id) {
        const bool is_paused = row.status == "paused";
        message.blocks =
            coffee_status(message.text, is_paused ? std::optional(*row.program_id) : std::nullopt, language);
    }
    co_return message;
}

}  // namespace gracy::slack

#include "slack/check_ins/quiet_command.hpp"

#include "base/ascii.hpp"
#include "gracy/sql/slack.hpp"
#include "http/field_value.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/duration.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/unknown_word.hpp"

#include <array>
#include <utility>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;
using Step = QuietText::Step;

constexpr std::int64_t longest_pause = 30 * 24;
constexpr std::array<std::pair<std::string_view, Step>, 14> single_words{{{"show", Step::show},
                                                                          {"보기", Step::show},
                                                                          {"end", Step::resume},
                                                                          {"resume", Step::resume},
                                                                          {"끝", Step::resume},
                                                                          {"그만", Step::resume},
                                                                          {"해제", Step::resume},
                                                                          {"usual", Step::usual},
                                                                          {"default", Step::usual},
                                                                          {"기본", Step::usual},
                                                                          {"help", Step::help},
                                                                          {"?", Step::help},
                                                                          {"도움", Step::help},
                                                                          {"도움말", Step::help}}};

/// One or two digits, also with a zero in front.
std::optional<int> number_of(std::string_view text) {
    const bool digits = text.size() <= 2 && base::ascii::is_digits(text);
    return digits ? std::optional(text.size() == 1 ? text[0] - '0' : (text[0] - '0') * 10 + (text[1] - '0'))
                  : std::nullopt;
}

/// "22", "22:00", "7:30", "22시" as "HH:MM"; nothing for what is no time of a day.
std::optional<std::string> time_of(std::string_view text) {
    constexpr std::string_view hour = "시";
    if (text.ends_with(hour)) {
        text.remove_suffix(hour.size());
    }
    const std::size_t colon = text.find(':');
    const std::string_view minutes_written = colon == text.npos ? "00" : text.substr(colon + 1);
    const auto hours = number_of(text.substr(0, colon));
    const auto minutes = number_of(minutes_written);
    const bool usable = hours && minutes && *hours <= 23 && *minutes <= 59 && minutes_written.size() == 2;
    return usable ? std::optional(fmt::format("{:02}:{:02}", *hours, *minutes)) : std::nullopt;
}

QuietText hours_between(std::string_view from_text, std::string_view until_text) {
    const auto from = time_of(from_text);
    const auto until = time_of(until_text);
    return from && until ? QuietText{.step = Step::hours, .from = *from, .until = *until}
                         : QuietText{.step = Step::bad_time};
}

/// "3d", "3 days", "3일 동안"; nothing when it is no length of time at all, and nothing else.
std::optional<QuietText> pause_of(std::span<const std::string_view> words) {
    const auto duration = read_duration(words);
    if (!duration) {
        return std::nullopt;
    }
    const auto rest = words.subspan(duration->words);
    if (!rest.empty() && !(rest.size() == 1 && rest[0] == "동안")) {
        return std::nullopt;
    }
    const bool usable =
        duration->unit_hours > 0 && duration->number >= 1 && duration->number <= longest_pause / duration->unit_hours;
    return usable ? QuietText{.step = Step::pause,
                              .hours = static_cast<std::int32_t>(duration->number * duration->unit_hours)}
                  : QuietText{.step = Step::bad_pause};
}

std::string_view name_of(Step step) {
    switch (step) {
        case Step::hours:
            return "hours";
        case Step::pause:
            return "pause";
        case Step::resume:
            return "resume";
        case Step::usual:
            return "usual";
        default:
            return "show";
    }
}

std::optional<Text> refusal(std::string_view outcome) {
    if (outcome == "same_time") {
        return Text{"The two times are the same: when does it end? For a pause: `/gracy quiet 3d`.",
                    "두 시각이 같아요. 언제 끝나나요? 잠시 쉬려면 `/gracy 조용히 3일`이라고 적어 주세요."};
    }
    if (outcome == "too_long") {
        return Text{
            "Less than four hours of a day would be left in which I may tell you something. For a pause: "
            "`/gracy quiet 3d`.",
            "하루에 알릴 수 있는 시간이 네 시간도 남지 않아요. 잠시 쉬려면 `/gracy 조용히 3일`이라고 적어 주세요."};
    }
    return std::nullopt;
}

std::optional<Text> refusal(Step step) {
    switch (step) {
        case Step::bad_time:
            return Text{"That is no time of day. Write the hours as `/gracy quiet 22:00-07:30`.",
                        "시각을 읽지 못했어요. `/gracy 조용히 22:00-07:30`처럼 적어 주세요."};
        case Step::bad_pause:
            return Text{"A pause is from one hour to thirty days, as in `2h`, `3 days` or `1w`.",
                        "쉬는 시간은 한 시간부터 30일까지예요. `2시간`, `3일`, `1주`처럼 적어 주세요."};
        case Step::help:
            return Text{
                "• `/gracy quiet`: when I am quiet\n"
                "• `/gracy quiet 22:00-07:30`: not between these hours, by your clock\n"
                "• `/gracy quiet 3 days`: not for three days; `2h`, `1w`\n"
                "• `/gracy quiet end`: the pause is over\n"
                "• `/gracy quiet usual`: 21:00 to 08:00, as for everybody",
                "• `/gracy 조용히`: 언제 조용히 있는지 보기\n"
                "• `/gracy 조용히 22:00-07:30`: 이 시간에는 알리지 않기\n"
                "• `/gracy 조용히 3일`: 3일 동안 쉬기, `2시간`이나 `1주`도 돼요\n"
                "• `/gracy 조용히 끝`: 쉬기 끝내기\n"
                "• `/gracy 조용히 기본`: 모두와 같이 21:00부터 08:00까지"};
        default:
            return std::nullopt;
    }
}

template <class Row>
std::string state_of(const Row& row, Language language) {
    std::string text =
        say(language,
            {":crescent_moon: I am quiet from {} to {} by your clock. What happens then, you read afterwards.",
             ":crescent_moon: {}부터 {}까지는 조용히 있을게요. 그사이 소식은 그 뒤에 전해 드려요."},
            row.quiet_from.value_or(""), row.quiet_until.value_or(""));
    if (row.paused_until) {
        text += "\n" +
                say(language,
                    {":no_bell: And I say nothing by myself until {}, but for announcements that are urgent or ask "
                     "you to acknowledge them. `/gracy quiet end` ends that.",
                     ":no_bell: 그리고 {}까지는 먼저 말을 걸지 않을게요. 급하거나 확인을 요청하는 공지만 전해 드려요. "
                     "`/gracy 조용히 끝`으로 끝낼 수 있어요."},
                    *row.paused_until);
    }
    return text;
}

}  // namespace

QuietText parse_quiet(std::span<const std::string_view> words) {
    if (words.empty()) {
        return {.step = Step::show};
    }
    if (words.size() == 1) {
        for (const auto& [word, step] : single_words) {
            if (http::same_text(words[0], word)) {
                return {.step = step};
            }
        }
        for (const std::string_view dash : {"-", "~", "–"}) {
            if (const std::size_t at = words[0].find(dash); at != std::string_view::npos && at > 0) {
                return hours_between(words[0].substr(0, at), words[0].substr(at + dash.size()));
            }
        }
    }
    if (http::same_text(words[0], "for")) {
        return pause_of(words.subspan(1)).value_or(QuietText{.step = Step::bad_pause});
    }
    // "22 7" are two times of a day.
    const auto duration = read_duration(words);
    const bool has_times = words.size() == 2 && duration && duration->unit_hours == 0;
    if (const auto pause = has_times ? std::nullopt : pause_of(words)) {
        return *pause;
    }
    if (words.size() == 2) {
        return hours_between(words[0], words[1]);
    }
    return {.step = Step::help, .unknown = plain_text(words[0])};
}

base::Task<Message> keep_quiet(access::Call& call, const Command& command, std::span<const std::string_view> words) {
    const QuietText wanted = parse_quiet(words);
    const auto given = [&](Step step, const std::string& text) {
        return wanted.step == step ? std::optional<std::string_view>(text) : std::nullopt;
    };
    const auto rows = co_await call.database().write(
        sql::slack::set_quiet_hours, command.team_id, view_of(command.enterprise_id), command.user_id,
        name_of(wanted.step), given(Step::hours, wanted.from), given(Step::hours, wanted.until),
        wanted.step == Step::pause ? std::optional(wanted.hours) : std::nullopt);
    const auto row = rows.front();
    const Language language = http::language_of(row.locale);
    if (row.outcome == "unknown_workspace") {
        co_return unknown_workspace();
    }
    if (row.outcome == "not_member") {
        co_return co_await why_no_member(call, command, language);
    }
    const auto why = row.outcome == "ok" ? refusal(wanted.step) : refusal(row.outcome);
    co_return Message{.text = why ? unknown_word(wanted.unknown, language).append(why->in(language))
                                  : state_of(row, language)};
}

}  // namespace gracy::slack

#include "slack/kudos/kudos_standing.hpp"

#include "base/english.hpp"
#include "gracy/sql/recognition.hpp"
#include "gracy/sql/slack.hpp"
#include "http/field_value.hpp"
#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/days.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"
#include "slack/kudos/message_link.hpp"
#include "slack/kudos/take_back.hpp"
#include "slack/optional_view.hpp"
#include "slack/receiving/caller.hpp"
#include "slack/receiving/refusals.hpp"
#include "slack/receiving/unknown_word.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <utility>

namespace gracy::slack {
namespace {

using About = StandingQuestion::About;
using http::Language;
using http::Text;

constexpr std::int32_t recent_kudos = 5;
constexpr std::int32_t places = 10;
constexpr std::size_t longest_excerpt = 200;
constexpr std::size_t longest_names = 100;

using Word = std::pair<std::string_view, std::string_view>;
constexpr std::array<Word, 6> metrics{{{"given", "given"},
                                       {"보낸", "given"},
                                       {"보낸사람", "given"},
                                       {"received", "received"},
                                       {"받은", "received"},
                                       {"받은사람", "received"}}};
constexpr std::array<Word, 12> periods{{{"week", "week"},
                                        {"주", "week"},
                                        {"이번주", "week"},
                                        {"month", "month"},
                                        {"월", "month"},
                                        {"이번달", "month"},
                                        {"quarter", "quarter"},
                                        {"분기", "quarter"},
                                        {"이번분기", "quarter"},
                                        {"year", "year"},
                                        {"년", "year"},
                                        {"올해", "year"}}};

bool is_any(std::string_view word, std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [word](std::string_view name) { return http::same_text(name, word); });
}

template <std::size_t count>
std::string_view named(const std::array<Word, count>& words, std::string_view word) {
    const auto found =
        std::ranges::find_if(words, [word](const Word& known) { return http::same_text(known.first, word); });
    return found == words.end() ? std::string_view() : found->second;
}

/// On one line, as the quote is.
std::string excerpt_of(std::string_view message) {
    std::string text = shorten(message, longest_excerpt);
    std::ranges::replace(text, '\n', ' ');
    return escape(text);
}

std::string with_honorific(std::string_view name, Language language) {
    return escape(shorten(name, longest_names)) + (language == Language::korean ? "님" : "");
}

/// `names`: as many as there is room for.
std::string all_with_honorific(std::string_view names, Language language) {
    constexpr std::string_view between = ", ";
    std::string text;
    std::size_t length = 0;
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(between), names.size());
        const std::string_view name = names.substr(0, end);
        names.remove_prefix(std::min(end + between.size(), names.size()));
        length += utf16_length(name) + between.size();
        if (length > longest_names && !text.empty()) {
            return text + " …";
        }
        text.append(text.empty() ? "" : between).append(with_honorific(name, language));
    }
    return text;
}

template <class Row>
std::string line_of(const Row& kudos, Language language) {
    const std::string people = kudos.people.empty() ? std::string(Text{"somebody", "누군가"}.in(language))
                                                    : all_with_honorific(kudos.people, language);
    return say(language,
               kudos.is_given ? Text{"→ to {0} · *{1}* · {2} · {4}\n> {5}", "→ {0}에게 · *{1}* · {3}점 · {4}\n> {5}"}
                              : Text{"← from {0} · *{1}* · {2} · {4}\n> {5}", "← {0} · *{1}* · {3}점 · {4}\n> {5}"},
               people, styled(kudos.value), base::counted(kudos.points, "point"), kudos.points,
               day_in_words(kudos.on_date, language), excerpt_of(kudos.message)) +
           message_link(kudos.link.value_or(""), language);
}

/// `said` and the lines under it, those that can be taken back with a button.
template <class Rows>
Message with_lines(std::string said, const Rows& latest, Language language) {
    Message message = ephemeral(said);
    Blocks blocks;
    blocks.section(said);
    bool any_button = false;
    for (const auto row : latest) {
        const std::string line = line_of(row, language);
        message.text += "\n" + line;
        const std::string id = std::to_string(row.id);
        if (row.can_take_back) {
            blocks.section(line, take_back_button(id, language));
            any_button = true;
        } else {
            blocks.section(line);
        }
    }
    if (any_button) {
        message.blocks = blocks.take();
    }
    return message;
}

base::Task<Message> show_mine(access::Call& call, const Command& command) {
    constexpr std::int32_t no_kudos = 0;
    auto reading = call.database().read(sql::slack::read_home, command.team_id, view_of(command.enterprise_id),
                                        command.user_id, no_kudos);
    const auto latest =
        co_await call.database().read(sql::slack::recent_kudos, command.team_id, view_of(command.enterprise_id),
                                      command.user_id, recent_kudos, false);
    const auto rows = co_await reading;
    const auto own = rows.first();
    if (!own) {
        co_return unknown_workspace();
    }
    const Language language = http::language_of(own->locale);
    if (!own->allowance_left) {
        co_return co_await why_no_member(call, command, language);
    }
    std::string text = say(language,
                           {"This month you gave *{0}* and received *{3}*. You have *{2}* left to give.",
                            "이번 달에 {0}점을 보내고 {1}점을 받았어요. 보낼 수 있는 점수는 {2}점 남았어요."},
                           own->given, own->received, *own->allowance_left, base::counted(own->received, "point"));
    if (latest.size() == 0) {
        text +=
            Text{"\nNothing yet: thank a colleague today.", "\n아직 없어요. 오늘 고마운 동료에게 칭찬을 보내 보세요."}
                .in(language);
    }
    co_return with_lines(std::move(text), latest, language);
}

base::Task<Message> show_what_can_be_taken_back(access::Call& call, const Command& command) {
    const Caller caller = co_await caller_of(call, command);
    if (!caller.known) {
        co_return unknown_workspace();
    }
    if (!caller.member) {
        co_return co_await why_no_member(call, command, caller.language);
    }
    const auto latest = co_await call.database().read(
        sql::slack::recent_kudos, command.team_id, view_of(command.enterprise_id), command.user_id, recent_kudos, true);
    const Text said =
        latest.size() == 0
            ? Text{"You gave nothing in the last 24 hours. What is older, an administrator can take back.",
                   "지난 24시간 안에 보낸 칭찬이 없어요. 그 전에 보낸 칭찬은 관리자가 취소할 수 있어요."}
            : Text{"What you gave in the last 24 hours can be taken back:",
                   "지난 24시간 안에 보낸 칭찬은 되돌릴 수 있어요."};
    co_return with_lines(std::string(said.in(caller.language)), latest, caller.language);
}

Text title_of(const StandingQuestion& question) {
    const bool given = question.metric == "given";
    if (question.period == "week") {
        return given ? Text{"Who gave most this week", "이번 주에 많이 보낸 사람"}
                     : Text{"Who received most this week", "이번 주에 많이 받은 사람"};
    }
    if (question.period == "quarter") {
        return given ? Text{"Who gave most this quarter", "이번 분기에 많이 보낸 사람"}
                     : Text{"Who received most this quarter", "이번 분기에 많이 받은 사람"};
    }
    if (question.period == "year") {
        return given ? Text{"Who gave most this year", "올해 많이 보낸 사람"}
                     : Text{"Who received most this year", "올해 많이 받은 사람"};
    }
    return given ? Text{"Who gave most this month", "이번 달에 많이 보낸 사람"}
                 : Text{"Who received most this month", "이번 달에 많이 받은 사람"};
}

template <class Row>
std::string own_place(const Row& standing, Language language) {
    std::string text = standing.rank ? say(language, {"\nYou: place {0}, {2}", "\n나: {0}위, {1}점"}, *standing.rank,
                                           standing.points, base::counted(standing.points, "point"))
                                     : say(language, {"\nYou: no points yet", "\n나: 아직 점수가 없어요"});
    if (!standing.on_leaderboards) {
        text +=
            Text{" (only you see it: you are not on leaderboards)", " (나만 볼 수 있어요: 리더보드에 나오지 않아요)"}
                .in(language);
    }
    return text;
}

base::Task<Message> show_top(access::Call& call, const Command& command, StandingQuestion question) {
    postgres::Client& db = call.database();
    const auto callers =
        co_await db.read(sql::slack::describe_caller, command.team_id, view_of(command.enterprise_id), command.user_id);
    const auto caller = callers.front();
    const Language language = http::language_of(caller.locale);
    if (!caller.team_space_id) {
        co_return unknown_workspace();
    }
    if (!caller.member_id) {
        co_return co_await why_no_member(call, command, language);
    }
    constexpr std::optional<base::Date> now{};
    auto finding = db.read(sql::recognition::find_standing, *caller.team_space_id, question.metric, question.period,
                           now, *caller.member_id, false);
    const auto rows = co_await db.read(sql::recognition::list_leaderboard, *caller.team_space_id, question.metric,
                                       question.period, now, std::numeric_limits<std::int32_t>::max(), std::int64_t{0},
                                       std::int32_t{0}, places, std::int32_t{0});
    const auto standings = co_await finding;
    const auto standing = standings.front();
    if (!standing.leaderboards) {
        co_return ephemeral(std::string(
            Text{"Leaderboards are switched off here.", "리더보드를 사용하지 않는 팀 스페이스예요."}.in(language)));
    }
    std::string text = "*" + std::string(title_of(question).in(language)) + "*";
    bool any = false;
    for (const auto row : rows) {
        any = true;
        text += say(language, {"\n{0}. {1} · {3}", "\n{0}위 {1} · {2}점"}, row.rank,
                    with_honorific(language == Language::korean ? row.name : row.name_en.value_or(row.name), language),
                    row.points, base::counted(row.points, "point"));
    }
    if (!any) {
        text += Text{"\nNobody yet.", "\n아직 아무도 없어요."}.in(language);
    }
    co_return ephemeral(text + own_place(standing, language));
}

base::Task<Message> explain_leaderboards(access::Call& call, const Command& command, StandingQuestion question) {
    const Caller caller = co_await caller_of(call, command);
    if (!caller.known) {
        co_return unknown_workspace();
    }
    co_return ephemeral(unknown_word(plain_text(question.unknown), caller.language) +
                        std::string(Text{"The leaderboard is `/kudos top`, with `given` or `received` behind it, and "
                                         "`week`, `month`, `quarter` or `year`.",
                                         "리더보드는 `/kudos 순위`예요. 뒤에 `보낸`이나 `받은`, 그리고 `주`, `월`, "
                                         "`분기`, `년`을 붙일 수 있어요."}
                                        .in(caller.language)));
}

}  // namespace

std::optional<StandingQuestion> standing_question(std::string_view text) {
    const std::vector<Token> words = tokens_of(text);
    if (words.size() == 1 && is_any(words[0].raw, {"me", "나", "내"})) {
        return StandingQuestion{};
    }
    if (words.size() == 1 && is_any(words[0].raw, {"undo", "취소", "되돌리기"})) {
        return StandingQuestion{.about = About::undo};
    }
    if (words.empty() || !is_any(words[0].raw, {"top", "leaderboard", "순위", "순위표", "랭킹", "리더보드"})) {
        return std::nullopt;
    }
    StandingQuestion question{.about = About::top};
    for (std::size_t i = 1; i < words.size(); ++i) {
        if (const std::string_view metric = named(metrics, words[i].raw); !metric.empty()) {
            question.metric = metric;
        } else if (const std::string_view period = named(periods, words[i].raw); !period.empty()) {
            question.period = period;
        } else if (words[i].kind != Token::Kind::word || words[i].raw.starts_with('@')) {
            return std::nullopt;
        } else if (question.unknown.empty()) {
            question.about = About::unclear;
            question.unknown = words[i].raw;
        }
    }
    return question;
}

base::Task<Message> show_standing(access::Call& call, const Command& command, StandingQuestion question) {
    switch (question.about) {
        case About::me:
            return show_mine(call, command);
        case About::undo:
            return show_what_can_be_taken_back(call, command);
        case About::unclear:
            return explain_leaderboards(call, command, question);
        default:
            return show_top(call, command, question);
    }
}

}  // namespace gracy::slack

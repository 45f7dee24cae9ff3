#include "slack/celebrations/celebration_post.hpp"

#include "slack/block_kit/blocks.hpp"
#include "slack/block_kit/length.hpp"
#include "slack/block_kit/mrkdwn.hpp"
#include "slack/block_kit/say.hpp"

#include <fmt/ranges.h>
#include <algorithm>
#include <array>

namespace gracy::slack {
namespace {

using http::Language;
using http::Text;

struct Kind {
    std::string_view name;
    Text title;
};

/// In the order in which they are told.
constexpr std::array<Kind, 4> kinds{
    {{.name = "birthday", .title = {":birthday: *Happy birthday*", ":birthday: *생일 축하해요*"}},
     {.name = "anniversary", .title = {":tada: *Work anniversary*", ":tada: *입사 기념일을 축하해요*"}},
     {.name = "hundred_days", .title = {":seedling: *A hundred days with us*", ":seedling: *함께한 지 100일이에요*"}},
     {.name = "welcome", .title = {":wave: *Welcome*", ":wave: *새로 온 동료를 환영해요*"}}}};

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
// As it is sent, where & is five. A hundred people fit into one message.
constexpr std::size_t longest_name = 60;

/// A name is cut where it would crowd out the others.
std::string cut(std::string_view name) {
    std::string text = escape(shorten(name, longest_name));
    return utf16_length(text) > longest_name ? escape(shorten(name, longest_name / 5)) : text;
}

std::string day_of(base::Date date, Language language) {
    const std::chrono::year_month_day day(date);
    const auto month = static_cast<unsigned>(day.month());
    return say(language, {"{1} {2}", "{0}월 {1}일"}, month, static_cast<unsigned>(day.day()), months.at(month - 1));
}

std::string person_of(const Celebration& who, Language language) {
    const std::string_view written = language == Language::english ? who.name_en.value_or(who.name) : who.name;
    return (who.user_id ? mention(*who.user_id) : cut(written)) + (language == Language::korean ? "님" : "");
}

std::string line_of(const Celebration& who, base::Date today, Language language) {
    std::string line = "• " + person_of(who, language);
    if (who.years) {
        line += *who.years == 1 ? say(language, {": one year", ": 1년"})
                                : say(language, {": {} years", ": {}년"}, *who.years);
    }
    if (who.on != today) {
        line += " (" + day_of(who.on, language) + ")";
    }
    return line;
}

/// The people under a title, in as many sections as they need.
void add_kind(Blocks& blocks, std::string_view title, const std::vector<std::string>& lines) {
    std::string section(title);
    for (const std::string& line : lines) {
        if (utf16_length(section) + utf16_length(line) + 1 > block_limit::section) {
            blocks.section(section);
            section.clear();
        }
        section.append(section.empty() ? "" : "\n").append(line);
    }
    blocks.section(section);
}

}  // namespace

std::string celebration_post(const std::vector<Celebration>& celebrations, base::Date today, Language language) {
    Blocks blocks;
    const std::string_view title = Text{"Something to celebrate", "함께 축하해요"}.in(language);
    blocks.header(title);
    std::string words(title);
    for (const Kind& kind : kinds) {
        std::vector<std::string> lines;
        for (const Celebration& who : celebrations) {
            if (who.kind == kind.name) {
                lines.push_back(line_of(who, today, language));
            }
        }
        if (!lines.empty()) {
            add_kind(blocks, kind.title.in(language), lines);
            words += fmt::format("\n{}\n{}", kind.title.in(language), fmt::join(lines, "\n"));
        }
    }
    return message_arguments(words, std::move(blocks));
}

}  // namespace gracy::slack

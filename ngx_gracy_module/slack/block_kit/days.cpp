#include "slack/block_kit/days.hpp"

#include "slack/block_kit/say.hpp"

#include <array>
#include <chrono>

namespace gracy::slack {
namespace {

constexpr std::array<http::Text, 7> weekdays{{{"Sunday", "일"},
                                              {"Monday", "월"},
                                              {"Tuesday", "화"},
                                              {"Wednesday", "수"},
                                              {"Thursday", "목"},
                                              {"Friday", "금"},
                                              {"Saturday", "토"}}};
constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

}  // namespace

std::string day_in_words(base::Date day, http::Language language) {
    const std::chrono::year_month_day date(day);
    const unsigned month = static_cast<unsigned>(date.month());
    return say(language, {"{0}, {2} {4}, {1}", "{1}년 {3}월 {4}일 ({0})"},
               weekdays.at(std::chrono::weekday(day).c_encoding()).in(language), static_cast<int>(date.year()),
               months.at(month - 1), month, static_cast<unsigned>(date.day()));
}

}  // namespace gracy::slack

#include "assistant/answers/rates.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace gracy::assistant {
namespace {

using Text = std::u32string_view;

struct Rate {
    Text word;
    std::string_view unit;
};

constexpr auto each_in_english = std::to_array<Text>({U"a", U"an", U"per", U"each", U"every"});
constexpr auto of_time = std::to_array<std::string_view>({"minute", "hour", "day", "week", "month", "quarter", "year"});
constexpr auto adverbs = std::to_array<Rate>({{U"hourly", "hour"},
                                              {U"daily", "day"},
                                              {U"weekly", "week"},
                                              {U"monthly", "month"},
                                              {U"quarterly", "quarter"},
                                              {U"yearly", "year"},
                                              {U"annually", "year"}});
// One that ends with a blank stands before figures.
constexpr auto each_in_korean = std::to_array<Rate>(
    {{U"매일", "day"},       {U"날마다", "day"},    {U"시간당", "hour"},    {U"매주", "week"},
     {U"주당", "week"},      {U"주마다", "week"},   {U"매월", "month"},     {U"매달", "month"},
     {U"달마다", "month"},   {U"월마다", "month"},  {U"매분기", "quarter"}, {U"분기마다", "quarter"},
     {U"분기별", "quarter"}, {U"분기 ", "quarter"}, {U"매년", "year"},      {U"해마다", "year"},
     {U"연간", "year"},      {U"연 ", "year"},      {U"월 ", "month"},      {U"주 ", "week"}});
constexpr auto recurrences = std::to_array<Rate>({{U"annual", "year"},
                                                  {U"연차", "year"},
                                                  {U"연봉", "year"},
                                                  {U"연례", "year"},
                                                  {U"연 최대", "year"},
                                                  {U"분기", "quarter"},
                                                  {U"월간", "month"},
                                                  {U"월별", "month"},
                                                  {U"월급", "month"},
                                                  {U"월정", "month"},
                                                  {U"월 최대", "month"},
                                                  {U"주간", "week"},
                                                  {U"주별", "week"},
                                                  {U"주휴", "week"},
                                                  {U"주 최대", "week"},
                                                  {U"일별", "day"},
                                                  {U"일당", "day"},
                                                  {U"일 최대", "day"}});

bool is_of_time(std::string_view unit) {
    return std::ranges::find(of_time, unit) != of_time.end();
}

}  // namespace

std::optional<Unit> rate_at(Text text, std::size_t at) {
    const std::u32string word = latin_word_at(text, at);
    if (std::ranges::find(each_in_english, word) != each_in_english.end()) {
        const auto unit = unit_at(text, at + word.size());
        return unit && is_of_time(unit->name) ? unit : std::nullopt;
    }
    if (const auto* const adverb = std::ranges::find(adverbs, Text(word), &Rate::word); adverb != adverbs.end()) {
        return Unit{adverb->unit, at + word.size()};
    }
    for (const Rate& each : each_in_korean) {
        const std::size_t end = at + each.word.size();
        const bool is_number_next = end < text.size() && text[end] >= U'0' && text[end] <= U'9';
        if (text.substr(at).starts_with(each.word) && (!each.word.ends_with(U' ') || is_number_next)) {
            return Unit{each.unit, end};
        }
    }
    return std::nullopt;
}

std::optional<Unit> recurrence_at(Text text, std::size_t at) {
    const std::u32string word = latin_word_at(text, at);
    const Text here = word.empty() ? text.substr(at) : Text(word);
    for (const Rate& recurring : recurrences) {
        if (here.starts_with(recurring.word)) {
            return Unit{recurring.unit, at + recurring.word.size()};
        }
    }
    return std::nullopt;
}

}  // namespace gracy::assistant

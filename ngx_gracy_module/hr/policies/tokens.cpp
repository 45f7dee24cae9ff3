#include "hr/policies/tokens.hpp"

#include "base/unicode.hpp"
#include "hr/policies/english.hpp"
#include "hr/policies/korean.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace gracy::hr {
namespace {

constexpr std::size_t longest_run = 64;
/// So many times make a word one of the chunk's subjects.
constexpr int times_that_are_often = 3;

enum class Script : unsigned char { none, hangul, letters, digits };

Script script_of(char32_t point) {
    if (base::is_hangul_syllable(point)) {
        return Script::hangul;
    }
    if (point >= U'0' && point <= U'9') {
        return Script::digits;
    }
    return base::is_letter(point) ? Script::letters : Script::none;
}

class Tokenizer {
  public:
    explicit Tokenizer(std::u32string_view points) : points_(points) {}

    std::vector<Token> run() {
        while (at_ < points_.size()) {
            const Script script = script_of(points_[at_]);
            if (script == Script::none) {
                ++at_;
                continue;
            }
            const std::size_t end = end_of_run(script);
            if (script == Script::hangul) {
                add_hangul(at_, end);
            } else if (script == Script::letters) {
                add_letters(at_, end);
            } else {
                add_number(at_, end);
            }
            at_ = end;
            ++run_;
        }
        return std::move(tokens_);
    }

  private:
    std::size_t end_of_run(Script script) const {
        const std::size_t most = std::min(points_.size(), at_ + longest_run);
        std::size_t end = at_ + 1;
        while (end < most && (script_of(points_[end]) == script || is_inside_number(script, end))) {
            ++end;
        }
        return end;
    }

    /// 1,500 and 1.5 are one number.
    bool is_inside_number(Script script, std::size_t place) const {
        return script == Script::digits && (points_[place] == U',' || points_[place] == U'.') &&
               place + 1 < points_.size() && script_of(points_[place + 1]) == Script::digits;
    }

    void add(std::string text, TokenKind kind, std::size_t begin, std::size_t end) {
        tokens_.push_back({std::move(text), kind, run_, begin, end});
    }

    void add_hangul(std::size_t begin, std::size_t end) {
        const std::u32string_view run = points_.substr(begin, end - begin);
        if (run.size() == 1) {
            add(base::to_utf8(run), TokenKind::gram, begin, end);
            return;
        }
        for (std::size_t i = 0; i + 1 < run.size(); ++i) {
            add(base::to_utf8(run.substr(i, 2)), TokenKind::gram, begin + i, begin + i + 2);
        }
        const std::size_t length = korean::stem_length(run);
        add(whole_word + base::to_utf8(run.substr(0, length)), TokenKind::word, begin, begin + length);
    }

    void add_letters(std::size_t begin, std::size_t end) {
        std::u32string lower(points_.substr(begin, end - begin));
        std::ranges::transform(lower, lower.begin(), base::to_lower);
        std::string word = base::to_utf8(lower);
        if (english::is_stop_word(word)) {
            return;
        }
        const bool is_latin = std::ranges::all_of(lower, [](char32_t point) { return point < 0x250; });
        std::string stem = is_latin ? english::stem(word) : word;
        const bool has_ending = stem != word;
        if (stem.empty()) {
            return;
        }
        add(std::move(stem), TokenKind::stem, begin, end);
        if (has_ending) {
            add(std::move(word), TokenKind::raw, begin, end);
        }
    }

    /// With its unit right behind it, in Korean (15일, 80%), or after a blank, in English (15 days).
    void add_number(std::size_t begin, std::size_t end) {
        std::u32string number;
        std::ranges::copy_if(points_.substr(begin, end - begin), std::back_inserter(number),
                             [](char32_t point) { return point != U','; });
        const std::string digits = base::to_utf8(number);
        add(digits, TokenKind::number, begin, end);
        std::size_t next = end;
        if (next < points_.size() && (points_[next] == U' ' || points_[next] == U'-')) {
            ++next;
        }
        const std::u32string_view behind = points_.substr(next, longest_run);
        if (!behind.empty() && behind.front() == U'%') {
            add(digits + "%", TokenKind::number, begin, next + 1);
            return;
        }
        const std::u32string_view unit = korean::unit_at(behind);
        if (!unit.empty()) {
            add(digits + base::to_utf8(unit), TokenKind::number, begin, next + unit.size());
            return;
        }
        std::u32string word;
        for (const char32_t point : behind) {
            const char32_t lower = base::to_lower(point);
            if (lower < U'a' || lower > U'z') {
                break;
            }
            word += lower;
        }
        if (!word.empty()) {
            add(digits + english::stem(base::to_utf8(word)), TokenKind::number, begin, next + word.size());
        }
    }

    std::u32string_view points_;
    std::size_t at_ = 0;
    std::size_t run_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens_of(std::u32string_view points) {
    return Tokenizer(points).run();
}

std::vector<Token> tokens_of(std::string_view text) {
    return tokens_of(base::to_code_points(text));
}

std::vector<std::string> marked_tokens(std::string_view text, char mark) {
    std::set<std::string> marked;
    for (const Token& token : tokens_of(text)) {
        marked.insert(mark + token.text);
    }
    return {marked.begin(), marked.end()};
}

std::vector<std::string> chunk_tokens(const std::vector<std::string>& headings, std::string_view body) {
    std::map<std::string, int> counts;
    for (Token& token : tokens_of(body)) {
        ++counts[std::move(token.text)];
    }
    std::set<std::string> all;
    for (const auto& [text, count] : counts) {
        all.insert(text);
        if (count >= times_that_are_often) {
            all.insert(often + text);
        }
    }
    for (const std::string& heading : headings) {
        for (const Token& token : tokens_of(heading)) {
            all.insert(token.text);
            all.insert(in_heading + token.text);
        }
    }
    return {all.begin(), all.end()};
}

}  // namespace gracy::hr

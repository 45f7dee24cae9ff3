#include "hr/policies/sections.hpp"

#include "base/unicode.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace gracy::hr {
namespace {

using Text = std::u32string_view;

/// Longer lines are sentences that happen to begin like a heading; they stay text.
constexpr std::size_t longest_heading = 120;

struct Heading {
    int level;
    Text title;
    /// What stands behind an article's title on the same line.
    Text rest;
};

std::size_t skip(Text text, std::size_t at, auto matches) {
    while (at < text.size() && matches(text[at])) {
        ++at;
    }
    return at;
}

bool is_digit(char32_t point) {
    return point >= U'0' && point <= U'9';
}

/// 제3장 휴가, 제2절 ..., 제15조의2(연차유급휴가) ① ...: below Markdown's first two levels, in their own order.
std::optional<Heading> rule_heading(Text line) {
    if (!line.starts_with(U'제')) {
        return std::nullopt;
    }
    const std::size_t number = skip(line, 1, base::is_white_space);
    const std::size_t kind = skip(line, skip(line, number, is_digit), base::is_white_space);
    if (skip(line, number, is_digit) == number || kind >= line.size()) {
        return std::nullopt;
    }
    constexpr Text kinds = U"편장절관조";
    const std::size_t rank = kinds.find(line[kind]);
    if (rank == Text::npos) {
        return std::nullopt;
    }
    const int level = 7 + static_cast<int>(rank);
    if (line[kind] != U'조') {
        const bool ends_here = kind + 1 == line.size() || base::is_white_space(line[kind + 1]);
        return ends_here && line.size() <= longest_heading ? std::optional(Heading{level, line, {}}) : std::nullopt;
    }
    std::size_t open = kind + 1;
    if (open < line.size() && line[open] == U'의') {
        open = skip(line, skip(line, open + 1, base::is_white_space), is_digit);
    }
    open = skip(line, open, base::is_white_space);
    constexpr Text brackets = U"([【〔<";
    constexpr Text closing = U")]】〕>";
    if (open >= line.size() || brackets.find(line[open]) == Text::npos) {
        return std::nullopt;
    }
    const std::size_t close = line.find(closing[brackets.find(line[open])], open);
    if (close == Text::npos || close > longest_heading) {
        return std::nullopt;
    }
    return Heading{level, line.substr(0, close + 1), base::trimmed(line.substr(close + 1))};
}

std::optional<Heading> markdown_heading(Text line) {
    const std::size_t signs = skip(line, 0, [](char32_t point) { return point == U'#'; });
    if (signs == 0 || signs > 6 || signs == line.size() || !base::is_white_space(line[signs])) {
        return std::nullopt;
    }
    Text title = base::trimmed(line.substr(signs));
    while (title.ends_with(U'#')) {
        title.remove_suffix(1);
    }
    title = base::trimmed(title);
    if (title.empty() || title.size() > longest_heading) {
        return std::nullopt;
    }
    return Heading{static_cast<int>(signs), title, {}};
}

class Reader {
  public:
    std::vector<Section> run(Text markdown) {
        while (!markdown.empty()) {
            const std::size_t end = std::min(markdown.find(U'\n'), markdown.size());
            read_line(markdown.substr(0, end));
            markdown.remove_prefix(std::min(end + 1, markdown.size()));
        }
        finish_section();
        return std::move(sections_);
    }

  private:
    void read_line(Text line) {
        const Text content = base::trimmed(line);
        if (content.starts_with(U"```") || content.starts_with(U"~~~")) {
            fenced_ = !fenced_;
        }
        auto heading = fenced_ ? std::nullopt : markdown_heading(content);
        if (!heading && !fenced_) {
            heading = rule_heading(content);
        }
        if (!heading) {
            text_.append(line).push_back(U'\n');
            return;
        }
        finish_section();
        while (!open_.empty() && open_.back().first >= heading->level) {
            open_.pop_back();
        }
        open_.emplace_back(heading->level, heading->title);
        if (!heading->rest.empty()) {
            text_.append(heading->rest).push_back(U'\n');
        }
    }

    void finish_section() {
        const Text text = base::trimmed(text_);
        if (!text.empty()) {
            Section section{.headings = {}, .text = std::u32string(text)};
            for (const auto& [level, title] : open_) {
                section.headings.push_back(title);
            }
            sections_.push_back(std::move(section));
        }
        text_.clear();
    }

    std::vector<Section> sections_;
    std::vector<std::pair<int, std::u32string>> open_;
    std::u32string text_;
    bool fenced_ = false;
};

}  // namespace

std::vector<Section> sections_of(std::u32string_view markdown) {
    return Reader().run(markdown);
}

}  // namespace gracy::hr

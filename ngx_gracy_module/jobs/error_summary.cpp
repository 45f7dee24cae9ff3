#include "jobs/error_summary.hpp"

#include <algorithm>
#include <utility>

namespace gracy::jobs {
namespace {

constexpr std::size_t longest_summary = 300;
// No word of ours is longer, and a secret of small letters alone would be.
constexpr std::size_t longest_word = 32;
constexpr std::string_view hidden = "...";
constexpr std::string_view after_words = ",.;:!?";

bool is_word(std::string_view text) {
    return !text.empty() && text.size() <= longest_word && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || c == '_' || c == '-' || c == '\'';
    });
}

/// Where what opens at `at` is closed; the end of the line when it never is.
std::size_t closed_at(std::string_view line, std::size_t at) {
    const char opened = line[at];
    const char closing = opened == '(' ? ')' : opened == '[' ? ']' : opened == '{' ? '}' : opened == '<' ? '>' : opened;
    std::size_t depth = 1;
    for (std::size_t i = at + 1; i < line.size(); ++i) {
        if (line[i] == closing && --depth == 0) {
            return i;
        }
        if (line[i] == opened && opened != closing) {
            ++depth;
        }
    }
    return line.size();
}

class Summary {
  public:
    void add(std::string_view word) {
        std::size_t end = word.size();
        while (end > 0 && after_words.contains(word[end - 1])) {
            --end;
        }
        if (is_word(word.substr(0, end))) {
            put(word);
        } else {
            hide();
        }
    }
    void hide() {
        if (!text_.ends_with(hidden)) {
            put(hidden);
        }
    }
    std::string take() && { return std::move(text_); }

  private:
    void put(std::string_view word) {
        if (full_ || text_.size() + 1 + word.size() + 1 + hidden.size() > longest_summary) {
            if (!std::exchange(full_, true) && !text_.ends_with(hidden)) {
                text_ += " ...";
            }
            return;
        }
        if (!text_.empty()) {
            text_ += ' ';
        }
        text_ += word;
    }

    std::string text_;
    bool full_ = false;
};

}  // namespace

std::string error_summary(std::string_view line) {
    constexpr std::string_view opening = "\"`([{<";
    Summary summary;
    std::size_t at = 0;
    while (at < line.size()) {
        if (line[at] == ' ') {
            ++at;
        } else if (opening.contains(line[at])) {
            at = std::min(closed_at(line, at) + 1, line.size());
            summary.hide();
        } else {
            const std::size_t end = std::min(line.find_first_of(" \"`([{<", at), line.size());
            summary.add(line.substr(at, end - at));
            at = end;
        }
    }
    return std::move(summary).take();
}

}  // namespace gracy::jobs

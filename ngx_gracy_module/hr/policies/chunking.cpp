#include "hr/policies/chunking.hpp"

#include "base/unicode.hpp"
#include "hr/policies/sections.hpp"

#include <algorithm>

namespace gracy::hr {
namespace {

using Text = std::u32string_view;

std::size_t width_of(char32_t point) {
    return point >= 0x1100 ? 2 : 1;
}

std::size_t width_of(Text text) {
    std::size_t width = 0;
    for (const char32_t point : text) {
        width += width_of(point);
    }
    return width;
}

/// How good it is to end a passage before `place`: the greater the better.
int goodness(Text text, std::size_t place) {
    const char32_t before = text[place - 1];
    if (before == U'\n') {
        return place >= 2 && text[place - 2] == U'\n' ? 4 : 3;
    }
    if (!base::is_white_space(before)) {
        return 0;
    }
    const char32_t last = place >= 2 ? text[place - 2] : U' ';
    return last == U'.' || last == U'!' || last == U'?' || last == 0x3002 ? 2 : 1;
}

/// Cuts one section's text.
class Cutter {
  public:
    Cutter(Text text, const ChunkLimits& limits) : text_(text), ends_(base::grapheme_ends(text)), limits_(limits) {}

    std::vector<Text> run() {
        std::vector<Text> pieces;
        std::size_t begin = 0;
        while (begin < text_.size()) {
            const std::size_t end = end_of_piece(begin);
            if (const Text piece = base::trimmed(text_.substr(begin, end - begin)); !piece.empty()) {
                pieces.push_back(piece);
            }
            if (end == text_.size()) {
                break;
            }
            begin = begin_of_next(begin, end);
        }
        return pieces;
    }

  private:
    /// The best place between the least and the most width; the last one of the best.
    std::size_t end_of_piece(std::size_t begin) const {
        if (width_of(text_.substr(begin)) <= limits_.most_width) {
            return text_.size();
        }
        std::size_t best = 0;
        int best_goodness = -1;
        std::size_t width = 0;
        std::size_t measured = begin;
        for (auto end = std::ranges::upper_bound(ends_, begin); end != ends_.end(); ++end) {
            width += width_of(text_.substr(measured, *end - measured));
            measured = *end;
            if (width > limits_.most_width && best != 0) {
                break;
            }
            const int here = width < limits_.least_width ? -1 : goodness(text_, *end);
            // One character that is wider than a passage still is one.
            if (best == 0 || here >= best_goodness) {
                best = *end;
                best_goodness = here;
            }
        }
        return best;
    }

    /// The first word that is no further before the end than the overlap; never at or before `begin`.
    std::size_t begin_of_next(std::size_t begin, std::size_t end) const {
        std::size_t next = end;
        std::size_t width = 0;
        std::size_t measured = end;
        for (auto place = std::ranges::lower_bound(ends_, end); place != ends_.begin();) {
            --place;
            width += width_of(text_.substr(*place, measured - *place));
            measured = *place;
            if (*place <= begin || width > limits_.overlap_width) {
                break;
            }
            if (base::is_white_space(text_[*place - 1])) {
                next = *place;
            }
        }
        return next;
    }

    Text text_;
    std::vector<std::size_t> ends_;
    const ChunkLimits& limits_;
};

}  // namespace

std::vector<Chunk> chunks_of(std::string_view markdown, const ChunkLimits& limits) {
    const std::u32string text = base::to_code_points(markdown);
    std::vector<Chunk> chunks;
    for (const Section& section : sections_of(text)) {
        std::vector<std::string> headings;
        for (const std::u32string& heading : section.headings) {
            headings.push_back(base::to_utf8(heading));
        }
        for (const Text piece : Cutter(section.text, limits).run()) {
            chunks.push_back({headings, base::to_utf8(piece)});
        }
    }
    return chunks;
}

}  // namespace gracy::hr

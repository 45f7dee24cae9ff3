#include "assistant/answers/written_in.hpp"

#include "assistant/answers/units.hpp"
#include "base/unicode.hpp"

#include <cstddef>

namespace gracy::assistant {

bool is_written_in(http::Language language, std::string_view text) {
    std::size_t hangul = 0;
    std::size_t latin = 0;
    std::size_t other = 0;
    for (const char32_t point : base::to_folded(text)) {
        if (base::is_hangul_syllable(point)) {
            ++hangul;
        } else if (is_latin(point)) {
            ++latin;
        } else if (base::is_letter(point)) {
            ++other;
        }
    }
    return language == http::Language::korean ? hangul * 2 >= latin + other : latin > (hangul + other) * 2;
}

}  // namespace gracy::assistant

// What members say that they can do.
#pragma once

#include "base/text.hpp"
#include "http/problem.hpp"

#include <cstddef>
#include <string_view>

namespace gracy::hr {

constexpr std::size_t most_skills = 20;
/// Code points.
constexpr std::size_t longest_skill = 50;

/// One line that says something. A semicolon stands between two of them in a file.
inline bool is_skill(std::string_view text) {
    return !base::is_blank(text) && text.find_first_of(";\r\n\t") == std::string_view::npos;
}

inline const http::Text not_a_skill{"This is one line of text without semicolons.",
                                    "세미콜론이 없는 한 줄로 적어 주세요."};

}  // namespace gracy::hr

// How people write points in a command: "3", "+3", "3점을", "３", with the unit as a word of its own, too ("3 points").
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gracy::slack {

struct PointsWord {
    /// ASCII. "3", and what nobody can give: "-3", "1.5".
    std::string number;
    bool is_whole = true;
    bool has_plus = false;
    bool has_unit = false;
};

/// Nothing for a word that is no number, with a unit or without: "3rd", "24/7", "#3".
std::optional<PointsWord> points_word(std::string_view word);

/// "points", "점".
bool is_points_unit(std::string_view word);

}  // namespace gracy::slack

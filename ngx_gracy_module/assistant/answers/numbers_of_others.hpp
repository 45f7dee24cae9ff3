// Whether a sentence gives something the number that its passages give something else: 연차는 60일 for 병가는 60일.
#pragma once

#include "assistant/answers/quantities.hpp"

#include <string_view>

namespace gracy::assistant {

/// True when the sources have this number only in sentences about something that the sentence does not name, and
/// another one of the same unit in a sentence about something that it names. Only of a short sentence of the sources,
/// with one number of the unit, it is known what that is of: what it begins with (연차는, "sick leave is").
/// Precondition: UTF-8, composed (NFC).
bool is_number_of_another(const Quantity& quantity, std::string_view sentence, std::string_view sources);

}  // namespace gracy::assistant

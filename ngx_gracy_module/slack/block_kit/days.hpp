// A day as people write it.
#pragma once

#include "base/clock.hpp"
#include "http/language.hpp"

#include <string>

namespace gracy::slack {

/// "Sunday, November 29, 2026", "2026년 11월 29일 (일)"
std::string day_in_words(base::Date day, http::Language language);

}  // namespace gracy::slack

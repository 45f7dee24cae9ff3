// Which of the two languages a text is in, by its letters.
#pragma once

#include "http/language.hpp"

#include <string_view>

namespace gracy::assistant {

/// Korean may have names and terms in Latin letters, and English a Korean term in brackets. Precondition: UTF-8.
bool is_written_in(http::Language language, std::string_view text);

}  // namespace gracy::assistant

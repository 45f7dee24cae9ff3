// Sentences with words that are only known at run time.
#pragma once

#include "http/language.hpp"

#include <fmt/format.h>
#include <string>

namespace gracy::slack {

/// Formats the sentence of the language; both take the same arguments and use those they need.
template <class... Arguments>
std::string say(http::Language language, http::Text text, const Arguments&... arguments) {
    return fmt::format(fmt::runtime(text.in(language)), arguments...);
}

}  // namespace gracy::slack

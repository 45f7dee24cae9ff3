// The part of a passage that an answer speaks of, where there is no room for the whole.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gracy::slack {

/// One line of `most` UTF-16 units at most, from the beginning of the sentence around which most words and numbers of
/// `said` stand. Precondition: UTF-8.
std::string excerpt(std::string_view text, std::string_view said, std::size_t most);

}  // namespace gracy::slack

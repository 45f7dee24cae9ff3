// Normal forms of Unicode text, in time that grows with its length only.
#pragma once

#include <string>
#include <string_view>

namespace gracy::base {

enum class NormalForm : unsigned char {
    /// Normalization Form C.
    composed,
    /// Compatibility characters as what they stand for, without case, composed (NFKC_Casefold of Unicode 5.18, but
    /// nothing is left out).
    folded,
};

/// Throws std::invalid_argument when the text is not UTF-8.
std::string normalized(std::string_view text, NormalForm form);

}  // namespace gracy::base

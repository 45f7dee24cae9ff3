// Words of a policy that stand for a number: 반차 is half a day, "once" is one time.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gracy::assistant {

struct Paraphrase {
    /// As in Quantity.
    std::string_view number;
    std::string_view unit;
    std::size_t end;
};

/// What the word at a place means as a number. An answer may say the number; that it says the word claims none.
/// Precondition: a word begins there.
std::optional<Paraphrase> paraphrase_at(std::u32string_view text, std::size_t at);

}  // namespace gracy::assistant

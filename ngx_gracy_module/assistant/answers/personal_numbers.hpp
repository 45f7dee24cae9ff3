// Numbers that belong to somebody: of telephones, residents, passports, cards and accounts.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gracy::assistant {

struct PersonalNumber {
    /// "ID", "PHONE", "PASSPORT", "CARD" or "ACCOUNT".
    std::string_view kind;
    std::size_t end;
};

/// A digit of any width.
bool is_figure(char32_t point);

/// The one that begins at a place, in figures of any width: 010-1234-5678, 010)1234.5678, M12345678.
/// Precondition: no figure stands right before it, and before a passport's letter no letter either.
std::optional<PersonalNumber> personal_number_at(std::u32string_view text, std::size_t at);

/// Where a date ends that begins at a place, year first: 2026-03-02. It is nobody's, whatever figures follow it.
std::optional<std::size_t> numeric_date_at(std::u32string_view text, std::size_t at);

}  // namespace gracy::assistant

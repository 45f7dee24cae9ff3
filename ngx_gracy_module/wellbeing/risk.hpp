// Words in a note after which its author is shown where to find help. No model is asked, nothing is stored, and nobody
// is told.
#pragma once

#include <string_view>

namespace gracy::wellbeing {

/// As mood.v1 names them; the later, the graver.
enum class Risk : unsigned char { none, distress, harassment, harm_to_others, self_harm };

/// The gravest that the note has an expression of, in Korean or English. A list of expressions knows neither irony nor
/// negation: what it finds once too often costs a line of text. Precondition: UTF-8, composed (NFC).
Risk risk_of_note(std::string_view note);

/// "self_harm"; none for a name that is not one of them.
Risk risk_named(std::string_view name);

}  // namespace gracy::wellbeing

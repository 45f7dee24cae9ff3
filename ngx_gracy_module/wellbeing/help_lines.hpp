// Where somebody finds help who may need it: public lines of the country that they are in, and whom their team space
// names. For the author of a note alone.
#pragma once

#include "base/json_writer.hpp"
#include "http/language.hpp"
#include "wellbeing/risk.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace gracy::wellbeing {

struct Help {
    struct Line {
        std::string_view name;
        std::string_view contact;
    };
    std::string_view message;
    std::vector<Line> lines;
};

/// Nothing for no risk. `zone`: the author's, of the IANA database; of a country whose
/// lines are not known here, a directory of all countries'. `support_contact`: the team space's own.
/// Numbers: 109 (suicide prevention) and 1577-0199 (mental health crisis), Ministry of Health and Welfare, Republic of
/// Korea; 988, SAMHSA, United States; 116 123, Samaritans, United Kingdom.
std::optional<Help> help_for(Risk risk, std::string_view zone, std::optional<std::string_view> support_contact,
                             http::Language language);

/// Null, or {"message", "lines": [{"name", "contact"}]}.
void write_help(base::JsonWriter& json, const std::optional<Help>& help);

}  // namespace gracy::wellbeing

// Why kudos were not recorded, for the person who gave them.
#pragma once

#include "http/language.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

/// What the rule said (functions/recognition/record_kudos.sql).
struct KudosOutcome {
    std::string_view outcome;
    std::string_view subject;
    std::optional<std::int32_t> allowance_left;
    std::vector<std::string_view> value_names;
    /// Whether the giver may set values up, which matters where there are none.
    bool may_set_up = false;
};

/// There is no value yet that kudos could be given for.
std::string_view no_values(bool may_set_up, http::Language language);

/// Where a sentence is read: mrkdwn wants &, < and > escaped, plain text shows them as they are.
enum class Markup : unsigned char { mrkdwn, plain };

/// `person`: whom the outcome is about, ready to be shown. Nothing for an outcome without a sentence here: `ok`, and
/// `unknown_value`, whose sentence depends on how the value was chosen.
std::optional<std::string> kudos_refusal(const KudosOutcome& outcome, std::string_view person, std::size_t recipients,
                                         Markup markup, http::Language language);

}  // namespace gracy::slack

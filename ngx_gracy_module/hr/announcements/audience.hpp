// Who an announcement is for, as a small expression in JSON.
//
//     {"all": true}                                        everybody
//     {"department": "12"}                                 with its sub-departments
//     {"team": "3"}   {"location": "4"}   {"members": ["7", "8"]}
//     {"tenure": {"from_months": 0, "until_months": 12}}   hired so long ago; either end may be left out
//     {"and": [audience, ...]}   {"or": [audience, ...]}
#pragma once

#include "base/json.hpp"
#include "http/problem.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace gracy::hr {

/// Bounds of one expression, so that none costs much: alternatives inside one another, parts in all, people by name.
inline constexpr int most_audience_depth = 4;
inline constexpr std::size_t most_audience_parts = 50;
inline constexpr std::size_t most_audience_members = 1000;
inline constexpr std::int64_t most_tenure_months = 1200;

/// Everything that is wrong with the expression, by JSON pointers below `pointer` ("#/audience"). Whether what it names
/// exists is for the database to say.
std::vector<http::FieldError> errors_in_audience(base::JsonView audience, const std::string& pointer);

/// Where the expression names this id: {"department": "12"} for ("department", "12"). `pointer` itself when nowhere.
std::string pointer_to_named(base::JsonView audience, const std::string& pointer, std::string_view kind,
                             std::string_view id);

}  // namespace gracy::hr

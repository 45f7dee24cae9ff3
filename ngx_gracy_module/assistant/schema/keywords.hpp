// Whether a schema says only what can be checked.
#pragma once

#include "base/json.hpp"

#include <array>
#include <string_view>

namespace gracy::assistant {

inline constexpr std::array<std::string_view, 7> schema_types{"string", "integer", "number", "boolean",
                                                              "object", "array",   "null"};

/// Throws SchemaError: an unknown keyword, one of a wrong form or of another type's values, limits that nothing can
/// meet, more levels or parts than JsonSchema allows.
void check_keywords(base::JsonView schema);

/// Whether a value is of a type of JSON Schema: 1.0 is an integer, and every integer a number.
bool is_of_type(base::JsonView value, std::string_view type);

/// Whether it is of one of the types that a part of a schema allows.
bool is_of_types(base::JsonView value, base::JsonView part);

/// Of plain values: numbers are equal when they are as large.
bool is_same(base::JsonView left, base::JsonView right);

}  // namespace gracy::assistant

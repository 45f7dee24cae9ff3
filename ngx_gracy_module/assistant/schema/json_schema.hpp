// A subset of JSON Schema (2020-12, "Validation"), to check what a model wrote. What a schema says is checked or the
// schema is refused: no keyword is passed over.
#pragma once

#include "base/json.hpp"

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::assistant {

/// The schema cannot be used.
class SchemaError final : public std::exception {
  public:
    /// A JSON pointer into the schema, "#/properties/mood".
    std::string pointer;
    std::string reason;

    SchemaError(std::string p, std::string r);
    const char* what() const noexcept override { return text_.c_str(); }

  private:
    std::string text_;
};

/// Keywords: type (one or several, and wanted everywhere), properties, required, additionalProperties (true or false),
/// items, minItems, maxItems, enum and const (of plain values), minimum, maximum, minLength and maxLength (of code
/// points), and description, which only the model reads. `pattern` is not among them: its regular expressions can take
/// for ever.
class JsonSchema {
  public:
    static constexpr int most_levels = 8;
    static constexpr std::size_t most_parts = 200;
    static constexpr std::size_t most_violations = 8;

    /// Throws SchemaError. Keeps a share of the tree; nobody may change it from then on.
    explicit JsonSchema(const base::Json& schema);

    /// What is wrong with a value, for the model that shall do better: "#/keyword must be 6 or less"; empty when it
    /// keeps to the schema. No more than most_violations.
    std::vector<std::string> violations(base::JsonView value) const;

    /// As compact JSON without the keywords that servers which keep to schemas refuse: lengths and ranges, and `const`,
    /// which becomes `enum`. They are for `violations` to check.
    std::string wire() const;

    /// Where it is not what such servers demand: every object with all of its properties required and no others
    /// allowed. Nothing when it is.
    std::optional<std::string> not_strict() const;

    /// The part for a value at a pointer such as "/sentences/*", `*` being every element; a false view when the schema
    /// names none. "" is the whole.
    base::JsonView part_at(std::string_view pointer) const;

    base::JsonView root() const { return schema_.view(); }

  private:
    base::Json schema_;
};

/// Whether `type` of a part of a schema is this or has this among others.
bool allows_type(base::JsonView part, std::string_view type);

}  // namespace gracy::assistant

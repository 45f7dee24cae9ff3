#include "assistant/schema/keywords.hpp"

#include "assistant/schema/json_schema.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace gracy::assistant {
namespace {

constexpr std::size_t most_alternatives = 100;
constexpr std::int64_t largest_limit = 1'000'000;

struct Keyword {
    std::string_view name;
    /// The type whose values it is about; empty: any.
    std::string_view about;
};
constexpr std::array keywords{
    Keyword{"type", ""},
    Keyword{"description", ""},
    Keyword{"enum", ""},
    Keyword{"const", ""},
    Keyword{"properties", "object"},
    Keyword{"required", "object"},
    Keyword{"additionalProperties", "object"},
    Keyword{"items", "array"},
    Keyword{"minItems", "array"},
    Keyword{"maxItems", "array"},
    Keyword{"minLength", "string"},
    Keyword{"maxLength", "string"},
    Keyword{"minimum", "number"},
    Keyword{"maximum", "number"},
};

bool is_plain(base::JsonView value) {
    return value && !value.is_object() && !value.is_array();
}

class Check {
  public:
    void part(base::JsonView schema, const std::string& pointer, int level);

  private:
    static void type(base::JsonView schema, const std::string& pointer);
    static void values(base::JsonView schema, const std::string& pointer);
    static void limits(base::JsonView schema, const std::string& pointer, std::string_view least,
                       std::string_view most);
    static void range(base::JsonView schema, const std::string& pointer);
    void object(base::JsonView schema, const std::string& pointer, int level);

    std::size_t parts_ = 0;
};

[[noreturn]] void refuse(const std::string& pointer, std::string_view keyword, std::string reason) {
    throw SchemaError(pointer + "/" + std::string(keyword), std::move(reason));
}

void Check::type(base::JsonView schema, const std::string& pointer) {
    const base::JsonView type = schema["type"];
    const auto known = [](base::JsonView name) {
        return name.string() && std::ranges::find(schema_types, *name.string()) != schema_types.end();
    };
    if (type.is_string() && known(type)) {
        return;
    }
    std::set<std::string_view> seen;
    for (const base::JsonView name : type.elements()) {
        if (!known(name) || !seen.insert(*name.string()).second) {
            seen.clear();
            break;
        }
    }
    if (seen.empty()) {
        refuse(pointer, "type", fmt::format("must be one or several of {}", fmt::join(schema_types, ", ")));
    }
}

void Check::values(base::JsonView schema, const std::string& pointer) {
    const auto fits = [&](base::JsonView value) { return is_plain(value) && is_of_types(value, schema); };
    if (const base::JsonView one = schema["const"]; one && !fits(one)) {
        refuse(pointer, "const", "must be a plain value of the type");
    }
    const base::JsonView alternatives = schema["enum"];
    if (!alternatives) {
        return;
    }
    if (!alternatives.is_array() || alternatives.size() < 1 || alternatives.size() > most_alternatives) {
        refuse(pointer, "enum", fmt::format("must be an array of 1 to {} values", most_alternatives));
    }
    for (const base::JsonView value : alternatives.elements()) {
        if (!fits(value)) {
            refuse(pointer, "enum", "must have plain values of the type only");
        }
    }
}

void Check::limits(base::JsonView schema, const std::string& pointer, std::string_view least, std::string_view most) {
    const auto read = [&](std::string_view keyword, std::int64_t otherwise) {
        if (!schema[keyword]) {
            return otherwise;
        }
        const auto number = schema[keyword].integer();
        if (!number || *number < 0 || *number > largest_limit) {
            refuse(pointer, keyword, fmt::format("must be a whole number from 0 to {}", largest_limit));
        }
        return *number;
    };
    if (read(least, 0) > read(most, largest_limit)) {
        refuse(pointer, least, fmt::format("is more than {}", most));
    }
}

void Check::range(base::JsonView schema, const std::string& pointer) {
    for (const std::string_view keyword : {"minimum", "maximum"}) {
        if (schema[keyword] && !schema[keyword].is_number()) {
            refuse(pointer, keyword, "must be a number");
        }
    }
    const auto least = schema["minimum"].number();
    const auto most = schema["maximum"].number();
    if (least && most && *least > *most) {
        refuse(pointer, "minimum", "is more than maximum");
    }
}

void Check::object(base::JsonView schema, const std::string& pointer, int level) {
    const base::JsonView properties = schema["properties"];
    if (properties && !properties.is_object()) {
        refuse(pointer, "properties", "must be an object");
    }
    if (schema["additionalProperties"] && !schema["additionalProperties"].is_boolean()) {
        refuse(pointer, "additionalProperties", "must be true or false");
    }
    const base::JsonView required = schema["required"];
    if (required && !required.is_array()) {
        refuse(pointer, "required", "must be an array of names");
    }
    std::set<std::string_view> names;
    for (const base::JsonView name : required.elements()) {
        if (!name.string() || !properties[*name.string()] || !names.insert(*name.string()).second) {
            refuse(pointer, "required", "must name properties of this object, each once");
        }
    }
    for (const auto& [name, below] : properties.members()) {
        part(below, pointer + "/properties/" + std::string(name), level + 1);
    }
}

void Check::part(base::JsonView schema, const std::string& pointer, int level) {
    if (!schema.is_object()) {
        throw SchemaError(pointer, "must be an object");
    }
    if (level > JsonSchema::most_levels) {
        throw SchemaError(pointer, fmt::format("is more than {} levels deep", JsonSchema::most_levels));
    }
    if (++parts_ > JsonSchema::most_parts) {
        throw SchemaError(pointer, fmt::format("is one of more than {} parts", JsonSchema::most_parts));
    }
    if (!schema["type"]) {
        throw SchemaError(pointer, "has no \"type\"");
    }
    type(schema, pointer);
    for (const auto& [name, value] : schema.members()) {
        const auto known = std::ranges::find(keywords, name, &Keyword::name);
        if (known == keywords.end()) {
            refuse(pointer, name, "is a keyword that is not checked here, so it cannot be promised");
        }
        const bool fits = known->about.empty() || allows_type(schema, known->about) ||
                          (known->about == "number" && allows_type(schema, "integer"));
        if (!fits) {
            refuse(pointer, name, fmt::format("is about a value of type {}, which this is not", known->about));
        }
    }
    if (schema["description"] && !schema["description"].is_string()) {
        refuse(pointer, "description", "must be text");
    }
    values(schema, pointer);
    limits(schema, pointer, "minLength", "maxLength");
    limits(schema, pointer, "minItems", "maxItems");
    range(schema, pointer);
    object(schema, pointer, level);
    if (schema["items"]) {
        part(schema["items"], pointer + "/items", level + 1);
    }
}

}  // namespace

bool allows_type(base::JsonView part, std::string_view type) {
    if (part["type"].is_string()) {
        return part["type"].string() == type;
    }
    for (const base::JsonView name : part["type"].elements()) {
        if (name.string() == type) {
            return true;
        }
    }
    return false;
}

bool is_of_type(base::JsonView value, std::string_view type) {
    if (type == "string") {
        return value.is_string();
    }
    if (type == "integer") {
        return value.is_integer() || (value.is_number() && std::trunc(*value.number()) == *value.number());
    }
    if (type == "number") {
        return value.is_number();
    }
    if (type == "boolean") {
        return value.is_boolean();
    }
    if (type == "object") {
        return value.is_object();
    }
    return type == "array" ? value.is_array() : value.is_null();
}

bool is_of_types(base::JsonView value, base::JsonView part) {
    return std::ranges::any_of(schema_types,
                               [&](auto type) { return allows_type(part, type) && is_of_type(value, type); });
}

bool is_same(base::JsonView left, base::JsonView right) {
    if (left.is_number() && right.is_number()) {
        return left.is_integer() && right.is_integer() ? left.integer() == right.integer()
                                                       : *left.number() == *right.number();
    }
    return json_equal(left.get(), right.get()) == 1;
}

void check_keywords(base::JsonView schema) {
    Check().part(schema, "#", 1);
}

}  // namespace gracy::assistant

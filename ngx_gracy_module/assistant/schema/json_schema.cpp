#include "assistant/schema/json_schema.hpp"

#include "assistant/schema/keywords.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace gracy::assistant {
namespace {

// A name in a value is a model's: as much of it as shows which one is meant.
constexpr std::size_t longest_pointer = 200;

std::string_view named(base::JsonView name) {
    return name.string().value_or("");
}

bool is_required(base::JsonView part, std::string_view name) {
    for (const base::JsonView required : part["required"].elements()) {
        if (named(required) == name) {
            return true;
        }
    }
    return false;
}

class Check {
  public:
    void part(base::JsonView schema, base::JsonView value, const std::string& pointer);
    std::vector<std::string> take() { return std::move(found_); }

  private:
    bool is_full() const { return found_.size() >= JsonSchema::most_violations; }
    void violation(const std::string& pointer, std::string_view what);
    void plain(base::JsonView schema, base::JsonView value, const std::string& pointer);
    void size(base::JsonView schema, std::size_t size, const std::string& pointer, std::string_view least,
              std::string_view most, std::string_view unit);
    void object(base::JsonView schema, base::JsonView value, const std::string& pointer);

    std::vector<std::string> found_;
};

void Check::violation(const std::string& pointer, std::string_view what) {
    if (!is_full()) {
        const std::string_view where = base::beginning_of(pointer, longest_pointer);
        found_.push_back(fmt::format("{}{} {}", where, where.size() < pointer.size() ? "..." : "", what));
    }
}

void Check::size(base::JsonView schema, std::size_t size, const std::string& pointer, std::string_view least,
                 std::string_view most, std::string_view unit) {
    const auto actual = static_cast<std::int64_t>(size);
    if (const auto limit = schema[least].integer(); limit && actual < *limit) {
        violation(pointer, fmt::format("must have {} {} or more; it has {}", *limit, unit, actual));
    }
    if (const auto limit = schema[most].integer(); limit && actual > *limit) {
        violation(pointer, fmt::format("must have {} {} or fewer; it has {}", *limit, unit, actual));
    }
}

void Check::plain(base::JsonView schema, base::JsonView value, const std::string& pointer) {
    if (const base::JsonView only = schema["const"]; only && !is_same(only, value)) {
        violation(pointer, fmt::format("must be {}", only.dump()));
    }
    if (const base::JsonView alternatives = schema["enum"]) {
        bool found = false;
        for (const base::JsonView alternative : alternatives.elements()) {
            found = found || is_same(alternative, value);
        }
        if (!found) {
            violation(pointer, fmt::format("must be one of {}", alternatives.dump()));
        }
    }
    if (!value.is_number()) {
        return;
    }
    const auto is_less = [](base::JsonView left, base::JsonView right) {
        return left.is_integer() && right.is_integer() ? *left.integer() < *right.integer()
                                                       : *left.number() < *right.number();
    };
    if (const base::JsonView least = schema["minimum"]; least && is_less(value, least)) {
        violation(pointer, fmt::format("must be {} or more", least.dump()));
    }
    if (const base::JsonView most = schema["maximum"]; most && is_less(most, value)) {
        violation(pointer, fmt::format("must be {} or less", most.dump()));
    }
}

void Check::object(base::JsonView schema, base::JsonView value, const std::string& pointer) {
    for (const base::JsonView name : schema["required"].elements()) {
        if (!value[named(name)]) {
            violation(pointer, fmt::format("must have \"{}\"", named(name)));
        }
    }
    for (const auto& [name, member] : value.members()) {
        if (is_full()) {
            return;
        }
        const std::string below = pointer + "/" + std::string(name);
        if (const base::JsonView property = schema["properties"][name]) {
            part(property, member, below);
        } else if (schema["additionalProperties"].boolean() == false) {
            violation(below, "must not be there");
        }
    }
}

void Check::part(base::JsonView schema, base::JsonView value, const std::string& pointer) {
    if (!is_of_types(value, schema)) {
        violation(pointer, fmt::format("must be of type {}", schema["type"].dump()));
        return;
    }
    plain(schema, value, pointer);
    if (const auto text = value.string()) {
        size(schema, base::code_points(*text), pointer, "minLength", "maxLength", "characters");
    }
    if (value.is_object()) {
        object(schema, value, pointer);
    }
    if (value.is_array()) {
        size(schema, value.size(), pointer, "minItems", "maxItems", "elements");
        for (std::size_t i = 0; schema["items"] && i < value.size() && !is_full(); ++i) {
            part(schema["items"], value[i], fmt::format("{}/{}", pointer, i));
        }
    }
}

void write_wire(base::JsonWriter& json, base::JsonView schema) {
    json.open_object();
    for (const std::string_view kept : {"type", "description", "required", "additionalProperties", "enum"}) {
        if (schema[kept]) {
            const std::string text = schema[kept].dump();
            json.key(kept).value(base::RawJson{text});
        }
    }
    if (schema["const"] && !schema["enum"]) {
        const std::string only = "[" + schema["const"].dump() + "]";
        json.key("enum").value(base::RawJson{only});
    }
    if (schema["properties"]) {
        json.key("properties").open_object();
        for (const auto& [name, below] : schema["properties"].members()) {
            json.key(name);
            write_wire(json, below);
        }
        json.close_object();
    }
    if (schema["items"]) {
        json.key("items");
        write_wire(json, schema["items"]);
    }
    json.close_object();
}

std::optional<std::string> first_not_strict(base::JsonView schema, const std::string& pointer) {
    if (allows_type(schema, "object")) {
        if (schema["additionalProperties"].boolean() != false) {
            return pointer;
        }
        for (const auto& [name, below] : schema["properties"].members()) {
            if (!is_required(schema, name)) {
                return pointer;
            }
            if (auto found = first_not_strict(below, pointer + "/properties/" + std::string(name))) {
                return found;
            }
        }
    }
    return schema["items"] ? first_not_strict(schema["items"], pointer + "/items") : std::nullopt;
}

}  // namespace

SchemaError::SchemaError(std::string p, std::string r)
    : pointer(std::move(p)), reason(std::move(r)), text_(pointer + " " + reason) {}

JsonSchema::JsonSchema(const base::Json& schema) : schema_(schema.share()) {
    check_keywords(schema_.view());
}

std::vector<std::string> JsonSchema::violations(base::JsonView value) const {
    Check check;
    check.part(schema_.view(), value, "#");
    return check.take();
}

std::string JsonSchema::wire() const {
    base::JsonWriter json(1024);
    write_wire(json, schema_.view());
    return json.take();
}

std::optional<std::string> JsonSchema::not_strict() const {
    return first_not_strict(schema_.view(), "#");
}

base::JsonView JsonSchema::part_at(std::string_view pointer) const {
    base::JsonView part = schema_.view();
    while (!pointer.empty() && part) {
        if (!pointer.starts_with('/')) {
            return {};
        }
        pointer.remove_prefix(1);
        const std::string_view step = pointer.substr(0, pointer.find('/'));
        pointer.remove_prefix(step.size());
        part = step == "*" ? part["items"] : part["properties"][step];
    }
    return part;
}

}  // namespace gracy::assistant

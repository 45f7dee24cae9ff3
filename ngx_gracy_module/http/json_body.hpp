// An object as a request's body, read strictly.
#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "http/field_errors.hpp"
#include "http/request.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::http {

/// Lengths count code points.
struct Length {
    std::size_t least;
    std::size_t most;
};

/// Take each field by its name, then `finish`, which throws a Problem (422) that names what was wrong by its JSON
/// pointer, fields that nobody asked for included (of very many faults the first, and that there are more). Until then
/// a required field that is wrong reads as an empty value. `null` is a missing field.
///
/// A change is a JSON Merge Patch (RFC 7396): read every field as an optional one, say which may not be taken away with
/// `keeps`, `finish`, and hand `normalized` to the statement, which changes what is there and nothing else.
class JsonBody {
  public:
    /// Throws Problem: 415 when Content-Type is not JSON, 400 when the body is not one JSON object.
    explicit JsonBody(const Request& request);

    /// Composed (NFC), without control characters other than line breaks and tabs.
    std::string text(std::string_view name, Length length);
    std::optional<std::string> optional_text(std::string_view name, Length length);
    /// Neither composed nor looked into: a password is the bytes that were typed.
    std::string secret(std::string_view name, std::size_t most_bytes);
    std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
    std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t least, std::int64_t most);
    std::optional<std::string_view> optional_choice(std::string_view name,
                                                    std::initializer_list<std::string_view> known);
    std::string_view choice(std::string_view name, std::initializer_list<std::string_view> known);
    std::optional<bool> optional_boolean(std::string_view name);
    bool boolean(std::string_view name);
    /// RFC 3339 with an offset, to the microsecond.
    std::optional<base::Timestamp> optional_timestamp(std::string_view name);
    /// YYYY-MM-DD.
    std::optional<base::Date> optional_date(std::string_view name);
    base::Date date(std::string_view name);
    std::int64_t id(std::string_view name);
    std::optional<std::int64_t> optional_id(std::string_view name);
    /// Ids are strings.
    std::vector<std::int64_t> ids(std::string_view name, std::size_t least, std::size_t most);
    std::vector<std::string> texts(std::string_view name, std::size_t least, std::size_t most, Length each);
    /// For a grammar of the caller's own, who says by `refuse` what is wrong inside. A false view when it is missing or
    /// no object; valid as long as the body.
    base::JsonView optional_object(std::string_view name);
    base::JsonView object(std::string_view name);

    /// A field of more than one level, as it was sent, for whoever knows its rules and says with `refuse` what is wrong
    /// in it; a false view when it is missing or null. `text_in` reads text inside of it.
    base::JsonView structure(std::string_view name) { return take(name); }
    std::string text_in(base::JsonView value, std::string pointer, Length length);

    /// Whether the field is there, be it as null.
    bool has(std::string_view name) const;
    /// A field that is there may not be null.
    void keeps(std::initializer_list<std::string_view> names);
    /// For rules between fields.
    void refuse(FieldError error);
    void finish();
    /// The whole object as compact JSON, its text composed (NFC). Only after `finish`.
    std::string normalized() const;

  private:
    /// The field, or a false view when it is missing or null.
    base::JsonView take(std::string_view name);
    base::JsonView take_required(std::string_view name);
    std::optional<std::int64_t> read_id(base::JsonView value, std::string pointer);
    std::optional<base::JsonView> take_array(std::string_view name, std::size_t least, std::size_t most);

    base::Json json_;
    std::set<std::string_view> known_;
    std::vector<FieldError> errors_;
};

/// For an address that reads no body: throws Problem (400) when there is one that says something, with its fields.
void refuse_body(const Request& request);

/// The pointer to a field of the body, as a URI fragment (RFC 6901, 6): "#/a~1b".
std::string pointer_to(std::string_view name);
std::string pointer_to(std::string_view name, std::size_t index);

}  // namespace gracy::http

// A query string, read strictly: what nobody asks for is refused by name, and so is everything that does not fit.
#pragma once

#include "base/clock.hpp"
#include "http/field_errors.hpp"
#include "http/urlencoded.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace gracy::http {

/// Take each parameter by its name, then `finish`, which throws a Problem that names everything that was wrong.
/// A parameter that is wrong reads as one that is missing until then.
class QueryReader {
  public:
    /// Throws Problem (400) when the string cannot be decoded.
    explicit QueryReader(std::string_view query);

    /// Composed (NFC), `least` to `most` code points.
    std::optional<std::string> text(std::string_view name, std::size_t most, std::size_t least = 1);
    std::optional<std::int64_t> integer(std::string_view name, std::int64_t least, std::int64_t most);
    std::optional<std::int64_t> id(std::string_view name);
    /// RFC 3339 with an offset.
    std::optional<base::Timestamp> timestamp(std::string_view name);
    /// YYYY-MM-DD.
    std::optional<base::Date> date(std::string_view name);
    /// "true" or "false".
    std::optional<bool> boolean(std::string_view name);
    /// The word as it stands in `known`, whose text must outlive the result.
    std::optional<std::string_view> choice(std::string_view name, std::initializer_list<std::string_view> known);
    /// As it was sent.
    std::optional<std::string_view> raw(std::string_view name);

    /// Whether it was sent, once or more often.
    bool has(std::string_view name) const;

    /// For rules between parameters.
    void refuse(FieldError error) { errors_.push_back(std::move(error)); }
    void finish();

    /// The query string again, with `name` set to `value` and without `dropped`: for a link to another page.
    std::string with(std::string_view name, std::string_view value, std::string_view dropped) const;

  private:
    UrlEncoded fields_;
    std::vector<bool> taken_;
    std::vector<FieldError> errors_;
};

}  // namespace gracy::http

// name=value&name=value, as query strings and forms have it (application/x-www-form-urlencoded, WHATWG URL 5).
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::http {

class UrlEncoded {
  public:
    struct Field {
        std::string_view name;
        std::string_view value;
    };
    enum class Defect : unsigned char { bad_escape, not_utf8, nul, too_many };
    struct Refusal {
        Defect defect;
        /// The field, as it was sent.
        std::string_view field;
    };

    /// Decodes `+` and `%XX`. Empty fields are skipped; a field without `=` has an empty value.
    static std::expected<UrlEncoded, Refusal> decode(std::string_view text, std::size_t max_fields);

    /// In the order of the text.
    const std::vector<Field>& fields() const { return fields_; }

  private:
    // Not a string: moving a short one would move the bytes from under the views.
    std::vector<char> bytes_;
    std::vector<Field> fields_;
};

/// What may stand in a query string as it is stays, everything else becomes %XX.
std::string percent_encode(std::string_view text);
void append_percent_encoded(std::string& out, std::string_view text);

}  // namespace gracy::http

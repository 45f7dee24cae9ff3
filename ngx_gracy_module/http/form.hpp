// A form as a request's body (application/x-www-form-urlencoded).
#pragma once

#include "http/urlencoded.hpp"

#include <optional>
#include <string_view>

namespace gracy::http {

inline constexpr std::string_view form_media_type = "application/x-www-form-urlencoded";

class Form {
  public:
    static constexpr std::size_t max_fields = 64;

    /// Nothing when the body is malformed (an escape, UTF-8, a NUL) or has more fields than `max_fields`.
    static std::optional<Form> parse(std::string_view body);

    /// The first value of that name. Slack's senders add fields as they please, so an unknown one is no error here.
    std::optional<std::string_view> get(std::string_view name) const;
    std::size_t count(std::string_view name) const;
    /// In the order of the body.
    const std::vector<UrlEncoded::Field>& fields() const { return fields_.fields(); }

  private:
    explicit Form(UrlEncoded fields) : fields_(std::move(fields)) {}
    UrlEncoded fields_;
};

}  // namespace gracy::http

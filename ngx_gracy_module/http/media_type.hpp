// Content-Type (RFC 9110, 8.3).
#pragma once

#include "http/request.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace gracy::http {

struct MediaType {
    /// "application/json", in lower case.
    std::string essence;
    /// In lower case; nothing when it was not given.
    std::optional<std::string> charset;

    /// Text is read as UTF-8 and nothing else; who names no charset means that.
    bool is_utf8() const { return !charset || *charset == "utf-8" || *charset == "utf8"; }
};

/// Nothing when the value is malformed. Parameters other than charset are skipped.
std::optional<MediaType> parse_media_type(std::string_view value);

/// Whether the request's body is of this type and in UTF-8. False when Content-Type is missing, malformed or there
/// twice.
bool has_body_of(const Request& request, std::string_view essence);

}  // namespace gracy::http

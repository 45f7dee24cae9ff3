// Errors that end a request, as RFC 9457 problem details.
#pragma once

#include "http/language.hpp"
#include "http/response.hpp"

#include <cstddef>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::http {

/// One field that is wrong, with what is wrong about it.
struct FieldError {
    /// Where: a JSON pointer in the body ("#/recipients/0"), or the name of a query parameter or of a header.
    enum class Place : unsigned char { body, query, header } place;
    std::string name;
    /// Stable, for programs: "required", "unknown_field", "out_of_range", ...
    std::string code;
    Sentence detail;
};

/// Thrown by a handler, mapped once at the root of the request. Codes are part of the API and never change their
/// meaning; problem.cpp has the one table of them.
class Problem final : public std::exception {
  public:
    Problem(int status, std::string_view code, Text title) : status_(status), code_(code), title_(title) {}

    /// 400: the body is not JSON, or not the kind of JSON that is read here.
    static Problem malformed_json(Sentence detail);
    /// 400: the query string has something that is unknown, twice, out of range or not UTF-8.
    static Problem malformed_query(std::vector<FieldError> errors);
    static Problem malformed_query(FieldError error);
    static Problem malformed_header(FieldError error);
    /// 400: a cursor of another list, order or filter.
    static Problem cursor_mismatch();
    static Problem offset_too_large(int most);
    /// 422
    static Problem validation(std::vector<FieldError> errors);
    static Problem validation(FieldError error);
    /// 400: the address reads no body. `errors` are its fields.
    static Problem unexpected_body(std::vector<FieldError> errors);
    static Problem unauthenticated();
    /// 403: the principal lacks a scope ("people:read").
    static Problem forbidden(std::string_view missing_scope);
    /// 403: a browser sent its user's cookie from a page that is not ours.
    static Problem cross_site();
    /// `what` names the kind of thing: "member".
    static Problem not_found(std::string_view what);
    static Problem method_not_allowed(std::string allowed);
    static Problem conflict(std::string_view code, Text title);
    static Problem conflict();
    /// 412: If-Match names another version than the one that is there now.
    static Problem version_mismatch();
    /// 428: a change must say by If-Match which version it changes.
    static Problem precondition_required();
    static Problem payload_too_large(std::size_t most_bytes);
    static Problem unsupported_media_type(std::string_view expected);
    static Problem rate_limited(int retry_after_seconds);
    static Problem internal();
    static Problem unavailable(int retry_after_seconds, bool maybe_executed = false);
    static Problem deadline(bool maybe_executed);

    Problem&& with(FieldError error) && {
        errors_.push_back(std::move(error));
        return std::move(*this);
    }
    Problem&& with_detail(Sentence detail) && {
        detail_ = std::move(detail);
        return std::move(*this);
    }
    Problem&& with_header(std::string name, std::string value) && {
        headers_.push_back({std::move(name), std::move(value)});
        return std::move(*this);
    }
    /// The effect of the write is unknown; the client should ask again with the same Idempotency-Key.
    Problem&& with_maybe_executed() && {
        maybe_executed_ = true;
        return std::move(*this);
    }

    int status() const noexcept { return status_; }
    std::string_view code() const noexcept { return code_; }
    Text title() const noexcept { return title_; }
    const std::optional<Sentence>& detail() const noexcept { return detail_; }
    const std::vector<FieldError>& errors() const noexcept { return errors_; }
    bool maybe_executed() const noexcept { return maybe_executed_; }
    const char* what() const noexcept override { return code_.c_str(); }

    /// application/problem+json in the reader's language. `instance` is the request's path.
    Response respond(Language language, std::string_view request_id, std::string_view instance) const;

  private:
    int status_;
    std::string code_;
    Text title_;
    /// What `type` ends with, when it says more than the code.
    std::string_view type_;
    std::optional<Sentence> detail_;
    std::vector<FieldError> errors_;
    std::vector<ResponseHeader> headers_;
    bool maybe_executed_ = false;
};

}  // namespace gracy::http

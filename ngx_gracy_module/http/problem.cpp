#include "http/problem.hpp"

#include "base/json_writer.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace gracy::http {
namespace {

struct Kind {
    int status;
    std::string_view code;
    Text title;
};

// The codes of the API. A program decides by them; the rest is for people.
namespace kind {
constexpr Kind malformed_json{
    400, "malformed-json", {"The body cannot be read as JSON.", "본문을 JSON으로 읽을 수 없어요."}};
constexpr Kind malformed_query{
    400, "malformed-query", {"The query string is not valid.", "쿼리 문자열이 올바르지 않아요."}};
constexpr Kind malformed_header{
    400, "malformed-header", {"A header field is not valid.", "헤더 값이 올바르지 않아요."}};
constexpr Kind cursor_mismatch{
    400,
    "cursor-mismatch",
    {"The cursor belongs to another list, order or filter.", "이 커서는 다른 목록, 정렬 또는 필터의 것이에요."}};
constexpr Kind offset_too_large{
    400, "offset-too-large", {"The offset is too large; use a cursor.", "offset이 너무 커요. 커서를 사용해 주세요."}};
constexpr Kind unexpected_body{
    400, "unexpected-body", {"This address takes no body.", "본문 없이 보내야 하는 요청이에요."}};
constexpr Kind validation{422, "validation", {"Some fields are not valid.", "올바르지 않은 항목이 있어요."}};
constexpr Kind unauthenticated{401, "unauthenticated", {"You are not signed in.", "로그인이 필요해요."}};
constexpr Kind forbidden{403, "forbidden", {"You may not do this.", "권한이 없어요."}};
constexpr Kind not_found{404, "not-found", {"There is nothing here.", "찾을 수 없어요."}};
constexpr Kind method_not_allowed{
    405, "method-not-allowed", {"This address does not know that method.", "이 주소에서 쓸 수 없는 메서드예요."}};
constexpr Kind conflict{409, "conflict", {"This conflicts with what is stored.", "저장된 내용과 충돌해요."}};
constexpr Kind version_mismatch{
    412,
    "version-mismatch",
    {"Somebody has changed this meanwhile; read it again.", "그사이 다른 변경이 있었어요. 다시 읽어 주세요."}};
constexpr Kind precondition_required{
    428,
    "precondition-required",
    {"A change needs If-Match with the ETag that was read.", "변경하려면 읽은 ETag를 If-Match로 보내야 해요."}};
constexpr Kind payload_too_large{413, "payload-too-large", {"The body is too large.", "본문이 너무 커요."}};
constexpr Kind unsupported_media_type{
    415,
    "unsupported-media-type",
    {"The body has a type that is not read here.", "여기서 읽을 수 없는 형식의 본문이에요."}};
constexpr Kind rate_limited{
    429, "rate-limited", {"Too many requests; wait a little.", "요청이 너무 많아요. 잠시 후 다시 시도해 주세요."}};
constexpr Kind internal{500, "internal", {"Something went wrong on our side.", "서버에 문제가 생겼어요."}};
constexpr Kind unavailable{
    503,
    "unavailable",
    {"The service cannot answer right now.", "지금은 요청을 처리할 수 없어요. 잠시 후 다시 시도해 주세요."}};
constexpr Kind deadline{504, "deadline-exceeded", {"The answer took too long.", "응답이 너무 오래 걸렸어요."}};
}  // namespace kind

Problem problem(const Kind& kind) {
    return Problem(kind.status, kind.code, kind.title);
}

constexpr std::string_view type_base = "tag:gracy.io,2026:problem/";

std::string_view member_of(FieldError::Place place) {
    switch (place) {
        case FieldError::Place::body:
            return "pointer";
        case FieldError::Place::query:
            return "parameter";
        case FieldError::Place::header:
            break;
    }
    return "header";
}

}  // namespace

Problem Problem::malformed_json(Sentence detail) {
    return problem(kind::malformed_json).with_detail(std::move(detail));
}
Problem Problem::malformed_query(std::vector<FieldError> errors) {
    Problem result = problem(kind::malformed_query);
    result.errors_ = std::move(errors);
    return result;
}
Problem Problem::malformed_query(FieldError error) {
    return problem(kind::malformed_query).with(std::move(error));
}
Problem Problem::malformed_header(FieldError error) {
    return problem(kind::malformed_header).with(std::move(error));
}
Problem Problem::cursor_mismatch() {
    return problem(kind::cursor_mismatch);
}
Problem Problem::offset_too_large(int most) {
    return problem(kind::offset_too_large)
        .with_detail(
            {fmt::format("The largest offset is {}.", most), fmt::format("offset은 {}까지 쓸 수 있어요.", most)});
}
Problem Problem::validation(std::vector<FieldError> errors) {
    Problem result = problem(kind::validation);
    result.errors_ = std::move(errors);
    return result;
}
Problem Problem::validation(FieldError error) {
    return problem(kind::validation).with(std::move(error));
}
Problem Problem::unexpected_body(std::vector<FieldError> errors) {
    Problem result = problem(kind::unexpected_body);
    result.errors_ = std::move(errors);
    return result;
}
Problem Problem::unauthenticated() {
    // RFC 9110, 11.6.1: a 401 names the scheme; RFC 6750 for Bearer.
    return problem(kind::unauthenticated).with_header("WWW-Authenticate", "Bearer realm=\"gracy\"");
}
Problem Problem::forbidden(std::string_view missing_scope) {
    Problem result = problem(kind::forbidden)
                         .with_detail({fmt::format("This needs the scope {}.", missing_scope),
                                       fmt::format("{} 권한이 필요해요.", missing_scope)})
                         .with_header("WWW-Authenticate",
                                      fmt::format("Bearer realm=\"gracy\", error=\"insufficient_scope\", scope=\"{}\"",
                                                  missing_scope));
    result.type_ = "insufficient-scope";
    return result;
}
Problem Problem::cross_site() {
    Problem result = problem(kind::forbidden)
                         .with_detail(Text{"A page of another site may not do this in your name.",
                                           "다른 사이트의 페이지에서 보낸 요청은 처리하지 않아요."});
    result.type_ = "cross-site";
    return result;
}
Problem Problem::not_found(std::string_view what) {
    return problem(kind::not_found)
        .with_detail({fmt::format("There is no such {}.", what), fmt::format("해당하는 항목({})이 없어요.", what)});
}
Problem Problem::method_not_allowed(std::string allowed) {
    return problem(kind::method_not_allowed).with_header("Allow", std::move(allowed));
}
Problem Problem::conflict(std::string_view code, Text title) {
    return Problem(409, code, title);
}
Problem Problem::conflict() {
    return problem(kind::conflict);
}
Problem Problem::version_mismatch() {
    return problem(kind::version_mismatch);
}
Problem Problem::precondition_required() {
    return problem(kind::precondition_required);
}
Problem Problem::payload_too_large(std::size_t most_bytes) {
    return problem(kind::payload_too_large)
        .with_detail({fmt::format("At most {} bytes are read here.", most_bytes),
                      fmt::format("본문은 {}바이트까지 보낼 수 있어요.", most_bytes)});
}
Problem Problem::unsupported_media_type(std::string_view expected) {
    return problem(kind::unsupported_media_type)
        .with_detail({fmt::format("Send {}, in UTF-8.", expected),
                      fmt::format("UTF-8로 된 {} 형식으로 보내 주세요.", expected)});
}
Problem Problem::rate_limited(int retry_after_seconds) {
    return problem(kind::rate_limited).with_header("Retry-After", fmt::format("{}", retry_after_seconds));
}
Problem Problem::internal() {
    return problem(kind::internal);
}
Problem Problem::unavailable(int retry_after_seconds, bool maybe_executed) {
    Problem result = problem(kind::unavailable).with_header("Retry-After", fmt::format("{}", retry_after_seconds));
    result.maybe_executed_ = maybe_executed;
    return result;
}
Problem Problem::deadline(bool maybe_executed) {
    Problem result = problem(kind::deadline);
    result.maybe_executed_ = maybe_executed;
    return result;
}

Response Problem::respond(Language language, std::string_view request_id, std::string_view instance) const {
    base::JsonWriter json(512);
    json.open_object();
    json.field<"type">(fmt::format("{}{}", type_base, type_.empty() ? std::string_view(code_) : type_));
    json.field<"title">(title_.in(language));
    json.field<"status">(status_);
    if (detail_) {
        json.field<"detail">(detail_->in(language));
    }
    // A path may hold any bytes, JSON may not.
    if (base::is_utf8(instance)) {
        json.field<"instance">(instance);
    }
    json.field<"code">(code_);
    json.field<"request_id">(request_id);
    if (maybe_executed_) {
        json.field<"maybe_executed">(true);
    }
    if (!errors_.empty()) {
        json.key<"errors">().open_array();
        for (const FieldError& error : errors_) {
            json.open_object();
            json.key(member_of(error.place)).value(error.name);
            json.field<"code">(error.code);
            json.field<"detail">(error.detail.in(language));
            json.close_object();
        }
        json.close_array();
    }
    json.close_object();

    Response response = Response::of("application/problem+json", json.take(), status_);
    response.headers = headers_;
    response.with("Content-Language", std::string(name_of(language)));
    response.with("Cache-Control", "no-store");
    return response;
}

}  // namespace gracy::http

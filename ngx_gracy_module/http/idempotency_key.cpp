#include "http/idempotency_key.hpp"

#include "http/field_errors.hpp"

#include <algorithm>
#include <utility>

namespace gracy::http {

std::optional<std::string> idempotency_key(const Request& request) {
    constexpr std::string_view name = "Idempotency-Key";
    constexpr auto place = FieldError::Place::header;
    constexpr std::size_t most = 64;
    const std::size_t count = request.header_count(name);
    if (count == 0) {
        return std::nullopt;
    }
    if (count > 1) {
        throw Problem::malformed_header(field_error::duplicate(place, std::string(name)));
    }
    const std::string_view key = request.header(name).value_or("");
    const bool printable = std::ranges::all_of(key, [](char c) { return c >= ' ' && c <= '~'; });
    if (key.empty() || key.size() > most || !printable) {
        throw Problem::malformed_header(field_error::bad_length(place, std::string(name), 1, most));
    }
    return std::string(key);
}

Idempotency idempotency_of(const Request& request) {
    return {.key = idempotency_key(request), .hash = base::sha256(base::bytes_of(request.body))};
}

void refuse_idempotency_key(const Request& request) {
    if (request.header_count("Idempotency-Key") > 0) {
        throw Problem::malformed_header(
            {FieldError::Place::header, "Idempotency-Key", "not_supported",
             Text{"This call takes no key: look what there is before you send it again.",
                  "이 요청은 멱등 키를 지원하지 않아요. 다시 보내기 전에 결과를 먼저 확인해 주세요."}});
    }
}

Response marked_if_replayed(Response response, bool replayed) {
    if (replayed) {
        response.with("Idempotency-Replayed", "true");
    }
    return response;
}

Response created(Response response, std::string location, bool replayed) {
    response.with("Location", std::move(location));
    return marked_if_replayed(std::move(response), replayed);
}

Problem key_reused() {
    return Problem::validation(
        FieldError{FieldError::Place::header, "Idempotency-Key", "key_reused",
                   Text{"This key was used with another body.", "다른 내용으로 이미 사용한 키예요."}});
}

}  // namespace gracy::http

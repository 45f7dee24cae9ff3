// Forms, media types and the other fields that a client writes freely.
#include "base/text.hpp"
#include "http/cookie.hpp"
#include "http/etag.hpp"
#include "http/form.hpp"
#include "http/idempotency_key.hpp"
#include "http/language.hpp"
#include "http/media_type.hpp"
#include "http/problem.hpp"
#include "http/timestamp.hpp"

#include <cstdlib>

using namespace gracy;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

void read_as_a_form(std::string_view text) {
    const auto form = http::Form::parse(text);
    if (!form) {
        return;
    }
    for (const std::string_view name : {"payload", "text", ""}) {
        const auto value = form->get(name);
        require(value.has_value() == (form->count(name) > 0));
        require(!value || (base::is_utf8(*value) && !value->contains('\0') && value->size() <= text.size()));
    }
}

void read_as_fields(std::string_view text) {
    http::Request request;
    request.headers = {{"Cookie", text}, {"If-None-Match", text}, {"Idempotency-Key", text}, {"Content-Type", text}};
    (void)http::cookie(request, "__Host-gracy_session");
    (void)http::is_known(request, "W/\"0123456789abcdef\"");
    (void)http::has_body_of(request, "application/json");
    (void)http::preferred_language(text);
    try {
        const auto key = http::idempotency_key(request);
        require(key && !key->empty() && key->size() <= 64);
    } catch (const http::Problem& problem) {
        require(problem.status() == 400);
    }
    if (const auto type = http::parse_media_type(text)) {
        require(type->essence.contains('/'));
    }
    if (const auto moment = http::parse_timestamp(text)) {
        require(text.size() >= 20);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_as_a_form(text);
    read_as_fields(text);
    return 0;
}

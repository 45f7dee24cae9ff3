// JSON bodies: the strict reader, and the tree below it written out and read again.
#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "base/text.hpp"
#include "http/json_body.hpp"

#include <cstdlib>

using namespace gracy;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

void read_as_a_tree(std::string_view text) {
    try {
        const base::Json json = base::Json::parse(text, {.bytes = 1 << 16, .depth = 16, .allow_nul = true});
        const std::string written = json.view().dump();
        require(base::is_utf8(written));
        require(base::Json::parse(written, {.bytes = 1 << 20, .depth = 16, .allow_nul = true}).view().dump() ==
                written);
    } catch (const base::JsonError& error) {
        require(error.offset <= text.size() && error.line >= 1 && error.column >= 1);
    }
}

void write_and_read(std::string_view text) {
    if (!base::is_utf8(text)) {
        return;
    }
    base::JsonWriter json(1);
    json.open_array().value(text).close_array();
    require(base::Json::parse(json.take(), {.allow_nul = true})[0].string() == text);
}

void read_as_a_body(std::string_view text) {
    http::Request request;
    request.headers = {{"Content-Type", "application/json"}};
    request.body = text;
    try {
        http::JsonBody body(request);
        const std::string message = body.text("message", {1, 20});
        require(base::is_utf8(message) && base::is_nfc(message) && base::code_points(message) <= 20 &&
                !message.contains('\0'));
        (void)body.secret("password", 16);
        const std::int64_t points = body.integer("points", 1, 100);
        require(points >= 1 && points <= 100);
        for (const std::int64_t id : body.ids("recipient_ids", 1, 3)) {
            require(id >= 0);
        }
        (void)body.texts("scopes", 1, 3, {1, 5});
        (void)body.optional_choice("visibility", {"public", "private"});
        (void)body.optional_timestamp("expires_at");
        body.finish();
    } catch (const http::Problem& problem) {
        const http::Response response = problem.respond(http::Language::english, "", "/");
        require(base::Json::parse(response.body)["status"].integer() == problem.status());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    read_as_a_tree(text);
    read_as_a_body(text);
    write_and_read(text);
    return 0;
}

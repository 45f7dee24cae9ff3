// A JSON Schema and a value, with a NUL between them: a schema is refused or kept to, and what servers are told of it
// is a schema again.
#include "assistant/schema/json_schema.hpp"
#include "base/text.hpp"

#include <cstdlib>

using namespace gracy;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t middle = text.find('\0');
    try {
        const assistant::JsonSchema schema(base::Json::parse(text.substr(0, middle), {.bytes = 1 << 14, .depth = 32}));
        const std::string wire = schema.wire();
        require(assistant::JsonSchema(base::Json::parse(wire)).wire() == wire);
        (void)schema.not_strict();
        if (middle != std::string_view::npos) {
            const std::string_view rest = text.substr(middle + 1);
            const base::Json value = base::Json::parse(rest, {.bytes = 1 << 14, .depth = 32});
            const auto violations = schema.violations(value.view());
            require(violations.size() <= assistant::JsonSchema::most_violations);
            for (const std::string& violation : violations) {
                require(base::is_utf8(violation));
            }
            (void)schema.part_at(rest);
        }
    } catch (const base::JsonError&) {
        return 0;
    } catch (const assistant::SchemaError& error) {
        require(error.pointer.starts_with('#') && !error.reason.empty());
    }
    return 0;
}

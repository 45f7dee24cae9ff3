// What a model wrote for a task: it is refused with reasons, or keeps to its kind's schema and has nothing that leads
// away.
#include "assistant/answers/safe_text.hpp"
#include "assistant/tasks/output.hpp"

#include <cstdlib>

using namespace gracy;
using namespace gracy::assistant;

namespace {

const TaskKind& kind() {
    using What = OutputCheck::What;
    static const TaskKind kind{
        .name = "fuzz",
        .version = 1,
        .title_en = {},
        .title_ko = {},
        .system = {},
        .prompt = {},
        .inputs = {},
        .schema = JsonSchema(base::Json::parse(
            R"({"type":"object","properties":{"t":{"type":"array","items":{"type":"string"}},"n":{"type":"number"}}})")),
        .checks = {{.what = What::length, .at = "/t/*", .least = 0, .most = 200},
                   {.what = What::sentences, .at = "/t/*", .least = 0, .most = 3},
                   {.what = What::quotes, .at = "/quote", .input = "note"},
                   {.what = What::distinct, .at = "/t/*"}},
        .limits = {}};
    return kind;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto output = check_output(text, kind(), {{"note", "야근이 많아 힘들었다."}}, Mask());
    if (!output) {
        if (output.error().reasons.empty() || output.error().reasons.size() > JsonSchema::most_violations) {
            std::abort();
        }
        return 0;
    }
    const base::Json json = base::Json::parse(*output);
    if (!kind().schema.violations(json.view()).empty()) {
        std::abort();
    }
    for (const base::JsonView each : json["t"].elements()) {
        if (why_unsafe(each.string().value()) || count_sentences(each.string().value()) > 3) {
            std::abort();
        }
    }
    return 0;
}

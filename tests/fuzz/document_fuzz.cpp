// Any JSON as the payload of a document: it is kept as a tree or as bytes, and it always is a document.
#include "base/json.hpp"
#include "documents/document.hpp"

#include "../unit/documents/bson_reader.hpp"

#include <cstdint>

using namespace gracy;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    base::Json json;
    try {
        json = base::Json::parse(body, {.bytes = 1 << 20, .depth = 512, .allow_nul = true});
    } catch (const base::JsonError&) {
        return 0;
    }
    const documents::Envelope envelope{.id = "Ev1",
                                       .kind = documents::EventKind::event,
                                       .type = "message",
                                       .team_id = "T1",
                                       .enterprise_id = {},
                                       .api_app_id = {},
                                       .channel = {},
                                       .user = {},
                                       .ts = {},
                                       .event_time = {},
                                       .received_at = base::Timestamp(std::chrono::seconds(1'800'000'000)),
                                       .retry_num = {}};
    for (const bool exact : {true, false}) {
        const auto event = documents::make_event(envelope, {.tree = json.view(), .bytes = body, .exact = exact});
        // Written apart from libbson; throws, and so ends the run, when the bytes are not one well-formed document.
        static_cast<void>(test::BsonReader::show(event.document));
    }
    return 0;
}

#include "documents/stored_payload.hpp"

#include "documents/document.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::documents;

namespace {

Event event_of(std::string_view body, bool exact = true) {
    const base::Json tree = base::Json::parse(body, {.bytes = 1 << 20, .depth = 500, .allow_nul = true});
    Envelope envelope;
    envelope.id = "Ev1";
    envelope.type = "message";
    return make_event(envelope, {.tree = tree.view(), .bytes = body, .exact = exact});
}

std::optional<StoredPayload> stored(std::string_view body, bool exact = true) {
    const Event event = event_of(body, exact);
    return read_payload(base::bytes_of(std::string_view(event.document)));
}

}  // namespace

TEST(payload_comes_back_as_it_was) {
    const std::string_view body =
        R"({"a":"고마워요 😊","b":[1,2.5,-9007199254740993,true,null,{"c":{}}],"d":[],"e":""})";
    const auto payload = stored(body);
    EXPECT(payload.has_value());
    EXPECT_EQ(payload->tree.view().dump(), body);
}

TEST(secret_does_not_come_back) {
    EXPECT_EQ(stored(R"({"token":"secret","a":1})")->tree.view().dump(), R"({"a":1})");
}

TEST(payload_that_is_no_document_comes_back_as_its_bytes) {
    const std::string_view body = R"({"$or":[[1]],"a.b":1})";
    const auto payload = stored(body);
    EXPECT(payload && payload->tree.get() == nullptr);
    EXPECT_EQ(payload->bytes, body);
    EXPECT_EQ(stored(R"({"a":1})", false)->bytes, R"({"a":1})");
}

TEST(bytes_that_are_no_document_are_nothing) {
    EXPECT(!read_payload(base::bytes_of("")));
    EXPECT(!read_payload(base::bytes_of("not BSON at all")));
    const Event event = event_of(R"({"a":"text"})");
    for (std::size_t size = 0; size < event.document.size(); ++size) {
        EXPECT(!read_payload(base::bytes_of(std::string_view(event.document).substr(0, size))));
    }
}

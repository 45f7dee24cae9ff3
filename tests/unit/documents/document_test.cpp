#include "documents/document.hpp"

#include "bson_reader.hpp"
#include "test.hpp"

#include <string>

using namespace gracy;
using namespace std::chrono_literals;

namespace {

constexpr base::Timestamp received{std::chrono::microseconds(1'700'000'000'123'456)};

documents::Envelope envelope() {
    return {.id = "Ev1",
            .kind = documents::EventKind::event,
            .type = "message",
            .team_id = {},
            .enterprise_id = {},
            .api_app_id = {},
            .channel = {},
            .user = {},
            .ts = {},
            .event_time = {},
            .received_at = received,
            .retry_num = {}};
}

/// What was stored of a body.
std::string stored(std::string_view body, bool exact = true) {
    const auto json = base::Json::parse(body, {.bytes = 1 << 20, .depth = 500, .allow_nul = true});
    return test::BsonReader::show(
        make_event(envelope(), {.tree = json.view(), .bytes = body, .exact = exact}).document);
}

std::string after_digest(const std::string& shown) {
    const auto at = shown.find("sha256: binary(32) ");
    EXPECT(at != shown.npos);
    return shown.substr(at + 19 + 64 + 2);
}

std::string hex(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        digits += fmt::format("{:02x}", static_cast<unsigned char>(c));
    }
    return digits;
}

std::string raw_of(std::string_view body) {
    return fmt::format("payload_raw: binary({}) {}, payload_is_raw: true}}", body.size(), hex(body));
}

std::string nested_objects(int depth) {
    std::string text;
    for (int i = 1; i < depth; ++i) {
        text += "{\"a\":";
    }
    text += "{}";
    return text + std::string(static_cast<std::size_t>(depth - 1), '}');
}

}  // namespace

TEST(document_has_the_typed_fields_first) {
    auto full = envelope();
    full.team_id = "T1";
    full.enterprise_id = "E1";
    full.api_app_id = "A1";
    full.channel = "C1";
    full.user = "U1";
    full.ts = "1355517523.000005";
    full.event_time = base::Timestamp(1'700'000'000s);
    full.retry_num = 2;
    const std::string_view body = R"({"type":"event_callback","token":"secret"})";
    const auto json = base::Json::parse(body);
    const auto event = make_event(full, {.tree = json.view(), .bytes = body});
    EXPECT_EQ(test::BsonReader::show(event.document),
              "{_id: \"Ev1\", v: int32 1, kind: \"event\", team_id: \"T1\", enterprise_id: \"E1\", api_app_id: \"A1\", "
              "channel: \"C1\", user: \"U1\", type: \"message\", ts: \"1355517523.000005\", "
              "event_time: date 1700000000000, received_at: date 1700000000123, expire_at: date 1700604800123, "
              "retry_num: int32 2, "
              "sha256: binary(32) 018b6a5d4713719d77cf38509f12995d6cf8ca47f384abdc1e2551082a269679, "
              "payload: {type: \"event_callback\"}}");
    EXPECT_EQ(event.id, "Ev1");
    EXPECT_EQ(event.team_id.value_or(""), "T1");
    EXPECT_EQ(event.ts.value_or(""), "1355517523.000005");
    EXPECT(event.expire_at - event.received_at == documents::retention);
}

TEST(field_that_is_not_known_is_left_out) {
    EXPECT_EQ(
        stored("{}").substr(0, 101),
        "{_id: \"Ev1\", v: int32 1, kind: \"event\", type: \"message\", received_at: date 1700000000123, expire_at: ");
}

TEST(numbers_take_the_narrowest_integer_or_a_double) {
    EXPECT_EQ(
        after_digest(stored(
            R"({"a":0,"b":-2147483648,"c":2147483648,"d":-2147483649,"e":9223372036854775807,"f":1.0,"g":-0.5,"h":1e300})")),
        "payload: {a: int32 0, b: int32 -2147483648, c: int64 2147483648, d: int64 -2147483649, "
        "e: int64 9223372036854775807, f: double 1, g: double -0.5, h: double 1e+300}}");
}

TEST(every_kind_of_value_keeps_its_type_and_order) {
    EXPECT_EQ(after_digest(stored(
                  R"({"z":true,"a":false,"n":null,"s":"안녕 😊","o":{"y":1,"b":{}},"l":[1,"x",{"k":[]},null]})")),
              "payload: {z: true, a: false, n: null, s: \"안녕 😊\", o: {y: int32 1, b: {}}, "
              "l: [int32 1, \"x\", {k: []}, null]}}");
}

TEST(what_looks_like_extended_json_stays_what_it_is) {
    // A stranger's {"$oid": ...} in a message's metadata must neither become another type nor lose the event.
    for (const std::string_view body :
         {R"({"m":{"$oid":"zz"}})", R"({"m":{"$date":"x"}})", R"({"m":{"$numberLong":"1"}})",
          R"({"m":{"$undefined":true}})", R"({"$ref":"x","$id":1})"}) {
        EXPECT_EQ(after_digest(stored(body)), raw_of(body));
    }
}

TEST(payload_with_keys_that_some_store_refuses_is_kept_as_bytes) {
    for (const std::string_view body :
         {R"({"a.b":1})", R"({"state":{"values":{"block.1":{"x":1}}}})", R"({"":1})", R"({"l":[{"$set":1}]})"}) {
        EXPECT_EQ(after_digest(stored(body)), raw_of(body));
    }
    EXPECT_EQ(after_digest(stored(R"({"a$b":1})")), "payload: {a$b: int32 1}}");
}

TEST(payload_with_arrays_in_arrays_is_kept_as_bytes) {
    const std::string_view body = R"({"blocks":[{"type":"table","rows":[[{"text":"a"}]]}]})";
    EXPECT_EQ(after_digest(stored(body)), raw_of(body));
}

TEST(payload_with_nul_inside_text_is_kept_as_bytes) {
    const std::string_view body = R"({"text":"a\u0000b"})";
    EXPECT_EQ(after_digest(stored(body)), raw_of(body));
}

TEST(payload_that_the_tree_does_not_hold_exactly_is_kept_as_bytes) {
    const std::string_view body = R"({"a":1})";
    EXPECT_EQ(after_digest(stored(body, false)), raw_of(body));
}

TEST(payload_is_a_subdocument_up_to_its_depth_and_bytes_beyond) {
    EXPECT_EQ(after_digest(stored(nested_objects(documents::max_payload_depth))).substr(0, 9), "payload: ");
    const std::string deeper = nested_objects(documents::max_payload_depth + 1);
    EXPECT_EQ(after_digest(stored(deeper)), raw_of(deeper));
}

TEST(payload_that_would_outgrow_a_document_is_kept_as_bytes) {
    std::string body = R"({"l":[1)";
    for (int i = 0; i < 2'000'000; ++i) {
        body += ",1";
    }
    body += "]}";
    const auto json = base::Json::parse(body, {.bytes = body.size(), .depth = 8, .allow_nul = false});
    const auto event = make_event(envelope(), {.tree = json.view(), .bytes = body});
    EXPECT(event.document.size() < body.size() + 1000);
    EXPECT(event.document.find(body) != event.document.npos);
}

TEST(verification_token_is_stored_in_no_form) {
    EXPECT_EQ(after_digest(stored(R"({"token":"s3cr3tT0ken","a":{"token":"kept"}})")),
              "payload: {a: {token: \"kept\"}}}");
    EXPECT_EQ(after_digest(stored(R"({"token":"s3cr3tT0ken","a.b":"s3cr3tT0ken.no"})")),
              raw_of(R"({"token":"***********","a.b":"***********.no"})"));
    // A short one strikes out nothing but itself.
    EXPECT_EQ(after_digest(stored(R"({"token":"a","a.b":"banana"})")), raw_of(R"({"token":"*","*.b":"banana"})"));
}

TEST(envelope_that_is_no_text_is_refused) {
    for (const std::string_view id : {std::string_view("\xff"), std::string_view("a\0b", 3)}) {
        auto bad = envelope();
        bad.id = id;
        const auto json = base::Json::parse("{}");
        EXPECT_THROW(std::invalid_argument, make_event(bad, {.tree = json.view(), .bytes = "{}"}));
    }
}

#include "staking/webhooks/alchemy.hpp"
#include "test.hpp"

#include <string>

using namespace gracy;
using namespace gracy::staking;
using Verdict = WebhookPayload::Verdict;

namespace {

// The shape of the documentation, with values of a local chain.
constexpr std::string_view documented =
    R"({"webhookId":"wh_a55wfsvq5h8n8u3z","id":"whevt_rsdblc6zxi8a6ntl","createdAt":"2026-11-20T07:51:07.945953790Z",
"type":"GRAPHQL","event":{"data":{"block":{
"hash":"0x87b3c55b2ac5ef9ac1c5b0b3b4ba0de6d3dbd29da6a1ef2b1b8f6a1e0f9d2c3b","number":23850001,"timestamp":1795161667,
"logs":[{"index":238,"account":{"address":"0x5fbdb2315678afecb367f032d93f642f64180aa3"},
"topics":["0x5af417134f72a9d41143ace85b0a26dce6f550f894f2cbc1eeee8810603d91b6",
"0x000000000000000000000000f39fd6e51aad88f6f4ce6ab8827279cfffb92266"],
"data":"0x0000000000000000000000000000000000000000000000000de0b6b3a7640000",
"transaction":{"hash":"0x8a17c55b2ac5ef9ac1c5b0b3b4ba0de6d3dbd29da6a1ef2b1b8f6a1e0f9d2c3b","index":105,"status":1,
"from":{"address":"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266"}}}]}},
"sequenceNumber":"10000000000578619000"}})";

std::string with(std::string_view from, std::string_view to) {
    std::string text(documented);
    const auto at = text.find(from);
    EXPECT(at != text.npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST(documented_delivery_is_read_into_logs) {
    const WebhookPayload delivery = parse_alchemy(documented);
    EXPECT_EQ(delivery.verdict, Verdict::logs);
    EXPECT_EQ(delivery.id, "whevt_rsdblc6zxi8a6ntl");
    EXPECT_EQ(delivery.logs.size(), std::size_t{1});
    const Log& log = delivery.logs[0];
    EXPECT_EQ(to_hex_text(log.contract), "0x5fbdb2315678afecb367f032d93f642f64180aa3");
    EXPECT_EQ(log.topics.size(), std::size_t{2});
    EXPECT_EQ(to_hex_text(log.topics[0]), "0x5af417134f72a9d41143ace85b0a26dce6f550f894f2cbc1eeee8810603d91b6");
    EXPECT_EQ(log.data.size(), std::size_t{32});
    EXPECT_EQ(log.log_index, std::uint64_t{238});
    EXPECT_EQ(log.block_number, std::uint64_t{23850001});
    EXPECT_EQ(log.block_time.value_or(0), std::int64_t{1795161667});
    EXPECT_EQ(to_hex_text(*log.block_hash), "0x87b3c55b2ac5ef9ac1c5b0b3b4ba0de6d3dbd29da6a1ef2b1b8f6a1e0f9d2c3b");
    EXPECT_EQ(to_hex_text(log.transaction_hash), "0x8a17c55b2ac5ef9ac1c5b0b3b4ba0de6d3dbd29da6a1ef2b1b8f6a1e0f9d2c3b");
}

TEST(when_it_was_made_is_read_to_the_second) {
    EXPECT_EQ(parse_alchemy(documented).made_at.value_or(0), std::int64_t{1795161067});
    EXPECT_EQ(parse_alchemy(with(".945953790Z", "Z")).made_at.value_or(0), std::int64_t{1795161067});
    EXPECT_EQ(parse_alchemy(with(".945953790Z", ".9+09:00")).made_at.value_or(0), std::int64_t{1795161067 - 9 * 3600});
    for (const std::string_view time :
         {"", "2026-11-20", "2026-11-20T07:51:07", "2026-11-20T07:51:07.", "yesterday at noon, more or less"}) {
        const WebhookPayload payload = parse_alchemy(with("2026-11-20T07:51:07.945953790Z", time));
        EXPECT(!payload.made_at.has_value());
        EXPECT_EQ(payload.verdict, Verdict::logs);
    }
}

TEST(sequence_number_larger_than_a_bigint_is_kept_as_text) {
    EXPECT_EQ(parse_alchemy(documented).sequence.value_or(""), "10000000000578619000");
    EXPECT_EQ(parse_alchemy(with("\"10000000000578619000\"", "7")).sequence.value_or(""), "7");
    for (const std::string_view sequence :
         {"\"\"", "\"-1\"", "\"1e3\"", "-1", "1.5", "null", "[]", "\"99999999999999999999999999999999999999999\""}) {
        EXPECT(!parse_alchemy(with("\"10000000000578619000\"", sequence)).sequence.has_value());
    }
}

TEST(which_of_an_account_s_webhooks_it_comes_from_is_read) {
    EXPECT_EQ(parse_alchemy(documented).webhook, "wh_a55wfsvq5h8n8u3z");
    EXPECT_EQ(parse_alchemy(with("wh_a55wfsvq5h8n8u3z", "w h")).webhook, "");
}

TEST(block_without_logs_is_a_heartbeat) {
    const auto delivery = parse_alchemy(
        R"({"id":"whevt_1","type":"GRAPHQL","event":{"data":{"block":{"number":5,"logs":[]}},"sequenceNumber":"1"}})");
    EXPECT_EQ(delivery.verdict, Verdict::heartbeat);
}

TEST(log_of_a_failed_transaction_is_left_out) {
    EXPECT_EQ(parse_alchemy(with("\"status\":1", "\"status\":0")).verdict, Verdict::heartbeat);
    EXPECT_EQ(parse_alchemy(with("\"status\":1", "\"status\":\"0x1\"")).verdict, Verdict::logs);
}

TEST(truncated_delivery_says_so_and_has_no_logs) {
    const auto delivery = parse_alchemy(
        with("\"sequenceNumber\"", "\"truncated\":true,\"truncatedFields\":[\"logs\"],\"sequenceNumber\""));
    EXPECT_EQ(delivery.verdict, Verdict::truncated);
    EXPECT(delivery.logs.empty());
}

TEST(providers_own_error_is_reported) {
    const auto delivery =
        parse_alchemy(R"({"id":"whevt_2","type":"GRAPHQL","event":{"error":"Monthly capacity limit exceeded."}})");
    EXPECT_EQ(delivery.verdict, Verdict::failed);
    EXPECT_EQ(delivery.reason, "Monthly capacity limit exceeded.");
    EXPECT_EQ(delivery.id, "whevt_2");
    std::string long_error;
    for (int i = 0; i < 100; ++i) {
        long_error += "용";
    }
    const auto cut = parse_alchemy("{\"type\":\"GRAPHQL\",\"event\":{\"error\":\"" + long_error + "\"}}");
    EXPECT_EQ(cut.reason.size(), std::size_t{198});
}

TEST(quantities_may_be_hexadecimal) {
    EXPECT_EQ(parse_alchemy(with("23850001", "\"0x16bec31\"")).logs[0].block_number, std::uint64_t{0x16bec31});
}

TEST(body_of_another_shape_is_junk_with_its_id) {
    for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"GRAPHQL", "ADDRESS_ACTIVITY"},
                                   {"23850001", "-1"},
                                   {"23850001", "1.5"},
                                   {"23850001", "\"0x\""},
                                   {"23850001", "\"0x1ffffffffffffffff\""},
                                   {"\"index\":238", "\"index\":\"238\""},
                                   {"0x5fbd", "0x5fb"},
                                   {"0x5af4", "5af4"},
                                   {"\"data\":\"0x0", "\"data\":\"0x"},
                                   {"\"data\":", "\"dato\":"},
                                   {"0x8a17", "0xzz17"},
                                   {"\"topics\":[", "\"topics\":[[],"},
                                   {"\"logs\":[", "\"logs\":[null,"},
                                   {"\"logs\"", "\"log\""},
                                   {"\"block\":{", "\"block\":null,\"rest\":{"},
                                   {"\"event\":{", "\"event\":[],\"rest\":{"}}) {
        const WebhookPayload delivery = parse_alchemy(with(from, to));
        EXPECT_EQ(delivery.verdict, Verdict::junk);
        EXPECT_EQ(delivery.id, "whevt_rsdblc6zxi8a6ntl");
        EXPECT(!delivery.reason.empty());
        EXPECT(delivery.logs.empty());
    }
}

TEST(more_than_four_topics_are_junk) {
    const std::string topic = "\"0x" + std::string(64, 'a') + "\"";
    std::string topics = "\"topics\":[";
    for (int i = 0; i < 3; ++i) {
        topics += topic + ",";
    }
    EXPECT_EQ(parse_alchemy(with("\"topics\":[", topics)).verdict, Verdict::junk);
}

TEST(bytes_that_are_no_json_are_junk) {
    for (const std::string_view body : {"", "x", "[]", "{}", "null", "{\"id\":", "\xff", "{\"id\":\"\\u0000\"}"}) {
        const WebhookPayload delivery = parse_alchemy(body);
        EXPECT_EQ(delivery.verdict, Verdict::junk);
        EXPECT(delivery.id.empty());
    }
    EXPECT_EQ(parse_alchemy(std::string(1000, '[')).verdict, Verdict::junk);
}

TEST(id_that_is_no_name_is_not_used_as_one) {
    EXPECT(parse_alchemy(R"({"id":"","type":"GRAPHQL"})").id.empty());
    EXPECT(parse_alchemy(R"({"id":"a b","type":"GRAPHQL"})").id.empty());
    EXPECT(parse_alchemy(R"({"id":7,"type":"GRAPHQL"})").id.empty());
    EXPECT(parse_alchemy("{\"id\":\"" + std::string(201, 'x') + "\"}").id.empty());
    EXPECT_EQ(parse_alchemy("{\"id\":\"" + std::string(200, 'x') + "\"}").id.size(), std::size_t{200});
}

#include "staking/webhooks/quicknode.hpp"
#include "test.hpp"

#include <fmt/format.h>
#include <string>

using namespace gracy;
using namespace gracy::staking;
using Verdict = WebhookPayload::Verdict;

namespace {

constexpr std::string_view block_hash = "0x87b3c55b2ac5ef9ac1c5b0b3b4ba0de6d3dbd29da6a1ef2b1b8f6a1e0f9d2c3b";
constexpr std::string_view other_hash = "0x11b3c55b2ac5ef9ac1c5b0b3b4ba0de6d3dbd29da6a1ef2b1b8f6a1e0f9d2c3b";

/// As eth_getLogs gives it.
std::string log(std::string_view more = R"("blockTimestamp":"0x6affe643","removed":false)") {
    return fmt::format(
        R"({{"address":"0x5fbdb2315678afecb367f032d93f642f64180aa3","topics":["{0}"],"data":"0x0102","blockNumber":"0x16bec31",)"
        R"("blockHash":"{0}","transactionHash":"{0}","transactionIndex":"0x0","logIndex":"0xee",{1}}})",
        block_hash, more);
}

std::string stream(std::string_view data, std::string_view metadata = R"("dataset":"logs")") {
    return fmt::format(R"({{"data":{},"metadata":{{{}}}}})", data, metadata);
}

}  // namespace

TEST(logs_of_a_stream_are_read) {
    const WebhookPayload payload = parse_quicknode(stream("[[" + log() + "]]"));
    EXPECT_EQ(payload.verdict, Verdict::logs);
    EXPECT_EQ(payload.logs.size(), std::size_t{1});
    const Log& read = payload.logs[0];
    EXPECT_EQ(to_hex_text(read.contract), "0x5fbdb2315678afecb367f032d93f642f64180aa3");
    EXPECT_EQ(read.log_index, std::uint64_t{238});
    EXPECT_EQ(read.block_number, std::uint64_t{23850033});
    EXPECT_EQ(to_hex_text(read.block_hash.value()), block_hash);
    EXPECT_EQ(read.block_time.value_or(0), std::int64_t{0x6affe643});
    EXPECT_EQ(read.data.size(), std::size_t{2});
    EXPECT(payload.id.empty() && payload.dropped.empty() && !payload.is_reorganised);
}

TEST(logs_are_found_wherever_a_data_set_or_a_filter_puts_them) {
    for (const std::string& body :
         {"[[" + log() + "]]", "[" + log() + "]", "{\"logs\":[" + log() + "]}",
          "{\"matchingReceipts\":[{\"logs\":[" + log() + "]}]}",
          stream("[{\"block\":{},\"receipts\":[{\"logs\":[" + log() + "]}]}]"), stream("[[[" + log() + "]]]")}) {
        EXPECT_EQ(parse_quicknode(body).logs.size(), std::size_t{1});
    }
}

TEST(time_of_a_log_without_one_is_its_block_s) {
    const std::string without = log(R"("removed":false)");
    EXPECT(!parse_quicknode(stream("[[" + without + "]]")).logs[0].block_time.has_value());
    const auto with_block = [&](std::string_view hash) {
        return stream(fmt::format(
            R"([{{"receipts":[{{"logs":[{}]}}],"block":{{"hash":"{}","number":"0x16bec31","timestamp":"0x10"}}}}])",
            without, hash));
    };
    EXPECT_EQ(parse_quicknode(with_block(block_hash)).logs[0].block_time.value_or(0), std::int64_t{16});
    EXPECT(!parse_quicknode(with_block(other_hash)).logs[0].block_time.has_value());
}

TEST(removed_log_tells_of_a_dropped_block) {
    const WebhookPayload payload =
        parse_quicknode(stream("[[" + log("\"removed\":true") + "," + log("\"removed\":true") + "]]"));
    EXPECT_EQ(payload.verdict, Verdict::logs);
    EXPECT(payload.logs.empty() && payload.is_reorganised);
    EXPECT_EQ(payload.dropped.size(), std::size_t{1});
    EXPECT_EQ(payload.dropped[0].number, std::uint64_t{23850033});
    EXPECT_EQ(to_hex_text(payload.dropped[0].hash), block_hash);
}

TEST(reorganisation_in_the_metadata_tells_of_dropped_blocks) {
    const WebhookPayload payload = parse_quicknode(stream(
        "[[" + log() + "]]",
        fmt::format(
            R"("blocks_reorged":[23850033],"reorgs":[{{"block_number":23850033,"block_hash":"{}","timestamp":"0x10"}}])",
            other_hash)));
    EXPECT_EQ(payload.logs.size(), std::size_t{1});
    EXPECT_EQ(payload.dropped.size(), std::size_t{1});
    EXPECT_EQ(to_hex_text(payload.dropped[0].hash), other_hash);
    EXPECT(parse_quicknode(stream("[[]]", R"("blocks_reorged":[5],"reorgs":null)")).is_reorganised);
    for (const std::string_view odd :
         {R"("reorgs":[{"block_number":-1,"block_hash":"0x01"}])", R"("reorgs":[5,null])", R"("reorgs":"x")"}) {
        EXPECT(parse_quicknode(stream("[[]]", odd)).dropped.empty());
    }
}

TEST(stream_without_anything_for_us_is_a_heartbeat) {
    for (
        const std::string& body :
        {stream("[[]]"), stream("[]"), stream("null"), std::string("[]"), std::string("{}"),
         stream(R"([{"block":{"hash":"0x01","transactions":[]},"receipts":[]}])"),
         stream(
             R"([{"block":{"hash":"0x01","transactions":[{"hash":"0x02"}]},"receipts":[{"status":"0x1","logs":[]}]}])")}) {
        EXPECT_EQ(parse_quicknode(body).verdict, Verdict::heartbeat);
    }
}

TEST(ping_at_set_up_is_a_test) {
    EXPECT_EQ(parse_quicknode(R"({"message":"PING"})").verdict, Verdict::test);
}

TEST(stream_without_a_place_for_logs_is_junk) {
    for (const std::string& body : {stream(R"([{"hash":"0x01","number":"0x5"}])"), stream(R"("text")"),
                                    std::string(R"({"message":"PONG"})"), std::string("junk")}) {
        const WebhookPayload payload = parse_quicknode(body);
        EXPECT_EQ(payload.verdict, Verdict::junk);
        EXPECT(!payload.reason.empty());
    }
}

TEST(log_that_is_not_one_makes_the_delivery_junk) {
    const std::string body = stream("[[" + log() + "," + log() + "]]");
    for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"0x5fbd", "0x5fb"},
                                   {"\"0xee\"", "238"},
                                   {"\"0x16bec31\"", "\"0x016bec31\""},
                                   {"\"0x0102\"", "\"0x010\""},
                                   {"\"topics\":[\"0x87", "\"topics\":[\"0x8"},
                                   {"\"blockTimestamp\":\"0x6", "\"blockTimestamp\":\"6"}}) {
        std::string changed = body;
        const auto at = changed.rfind(from);
        EXPECT(at != std::string::npos);
        const WebhookPayload payload = parse_quicknode(changed.replace(at, from.size(), to));
        EXPECT_EQ(payload.verdict, Verdict::junk);
        EXPECT(payload.logs.empty());
    }
}

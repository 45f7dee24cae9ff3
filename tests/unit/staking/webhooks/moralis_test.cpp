#include "staking/webhooks/moralis.hpp"
#include "test.hpp"

#include <string>

using namespace gracy;
using namespace gracy::staking;
using Verdict = WebhookPayload::Verdict;

namespace {

// The shape of the documentation, with values of a local chain.
constexpr std::string_view documented =
    R"({"confirmed":false,"chainId":"0x7a69","abi":[],"streamId":"c28d9e2e-ae9d-4fe6-9fc0-5fcde2dcdd17","tag":"staking","retries":0,
"block":{"number":"23850033","hash":"0x87b3c55b2ac5ef9ac1c5b0b3b4ba0de6d3dbd29da6a1ef2b1b8f6a1e0f9d2c3b","timestamp":"1795161667"},
"logs":[{"logIndex":"238","transactionHash":"0x8a17c55b2ac5ef9ac1c5b0b3b4ba0de6d3dbd29da6a1ef2b1b8f6a1e0f9d2c3b",
"address":"0x5fbdb2315678afecb367f032d93f642f64180aa3","data":"0x0000000000000000000000000000000000000000000000000de0b6b3a7640000",
"topic0":"0x5af417134f72a9d41143ace85b0a26dce6f550f894f2cbc1eeee8810603d91b6",
"topic1":"0x000000000000000000000000f39fd6e51aad88f6f4ce6ab8827279cfffb92266","topic2":null,"topic3":null}],"txs":[],"txsInternal":[]})";

std::string with(std::string_view from, std::string_view to) {
    std::string text(documented);
    const auto at = text.find(from);
    EXPECT(at != text.npos);
    return text.replace(at, from.size(), to);
}

}  // namespace

TEST(documented_stream_is_read_into_logs) {
    const WebhookPayload payload = parse_moralis(documented);
    EXPECT_EQ(payload.verdict, Verdict::logs);
    EXPECT_EQ(payload.chain_id.value_or(0), std::int64_t{31337});
    EXPECT_EQ(payload.made_at.value_or(0), std::int64_t{1795161667});
    EXPECT_EQ(payload.logs.size(), std::size_t{1});
    const Log& log = payload.logs[0];
    EXPECT_EQ(to_hex_text(log.contract), "0x5fbdb2315678afecb367f032d93f642f64180aa3");
    EXPECT_EQ(log.topics.size(), std::size_t{2});
    EXPECT_EQ(log.data.size(), std::size_t{32});
    EXPECT_EQ(log.log_index, std::uint64_t{238});
    EXPECT_EQ(log.block_number, std::uint64_t{23850033});
    EXPECT_EQ(log.block_time.value_or(0), std::int64_t{1795161667});
    EXPECT_EQ(to_hex_text(log.block_hash.value()),
              "0x87b3c55b2ac5ef9ac1c5b0b3b4ba0de6d3dbd29da6a1ef2b1b8f6a1e0f9d2c3b");
}

TEST(same_delivery_is_known_whatever_its_count_of_retries) {
    const std::string id = parse_moralis(documented).id;
    EXPECT(id.starts_with("sha256-"));
    EXPECT_EQ(parse_moralis(with("\"retries\":0", "\"retries\":3")).id, id);
    EXPECT(parse_moralis(with("\"confirmed\":false", "\"confirmed\":true")).id != id);
    EXPECT(parse_moralis(with("0x87b3", "0x11b3")).id != id);
}

TEST(mandatory_test_of_a_stream_is_one) {
    EXPECT_EQ(
        parse_moralis(
            R"({"abi":{},"block":{"hash":"","number":"","timestamp":""},"txs":[],"txsInternal":[],"logs":[],"chainId":"",
"tag":"","streamId":"","confirmed":true,"retries":0,"erc20Approvals":[],"erc20Transfers":[],"nftApprovals":[],"nftTransfers":[]})")
            .verdict,
        Verdict::test);
}

TEST(block_without_logs_of_ours_is_a_sign_of_life) {
    EXPECT_EQ(
        parse_moralis(R"({"confirmed":true,"chainId":"0x1","streamId":"s","block":{"number":"5"},"logs":[]})").verdict,
        Verdict::heartbeat);
}

TEST(count_of_records_instead_of_them_is_truncated) {
    EXPECT_EQ(
        parse_moralis(R"({"confirmed":true,"chainId":"0x1","streamId":"s","block":"5","records":900,"retries":0})")
            .verdict,
        Verdict::truncated);
}

TEST(stream_of_another_shape_is_junk) {
    for (const auto& [from, to] :
         {std::pair<std::string_view, std::string_view>{"\"confirmed\":false", "\"confirmed\":\"false\""},
          {"\"streamId\":\"", "\"streamid\":\""},
          {"0x7a69", "31337"},
          {"\"23850033\"", "23850033"},
          {"\"23850033\"", "\"-1\""},
          {"\"23850033\"", "\"99999999999999999999\""},
          {"\"1795161667\"", "\"\""},
          {"\"238\"", "\"0xee\""},
          {"0x5fbd", "0x5fb"},
          {"0x5af4", "5af4"},
          {"\"topic2\":null", "\"topic2\":7"},
          {"\"data\":\"0x0", "\"data\":\"0x"},
          {"\"logs\":[", "\"logs\":[null,"},
          {"\"logs\"", "\"log\""}}) {
        const WebhookPayload payload = parse_moralis(with(from, to));
        EXPECT_EQ(payload.verdict, Verdict::junk);
        EXPECT(payload.logs.empty() && !payload.reason.empty());
    }
    EXPECT_EQ(parse_moralis("junk").reason, "not JSON");
}

// Deposits, with which each block of an OP Stack chain begins. The roots were computed by tests/e2e/support/ethereum.py
// from the specification's fields (specs.optimism.io, "Deposits").
#include "base/json.hpp"
#include "staking/ethereum/receipt.hpp"
#include "staking/ethereum/transaction.hpp"
#include "test.hpp"

#include <string>

using namespace gracy::staking;
using namespace gracy::staking::ethereum;
using gracy::base::Json;

namespace {

std::string word(char digit, std::size_t bytes) {
    return "0x" + std::string(2 * bytes, digit);
}

/// One as geth's descendants tell it, which mints nothing, and one as reth's do, which creates a contract.
std::string transactions(const std::string& mint = "0xde0b6b3a7640000") {
    return R"([{"type":"0x7e","sourceHash":")" + word('5', 32) +
           R"(","from":"0xdeaddeaddeaddeaddeaddeaddeaddeaddead0001","to":"0x4200000000000000000000000000000000000015",)"
           R"("value":"0x0","gas":"0xf4240","input":"0x440a5e2000000558","nonce":"0x18cba80","v":"0x0","r":"0x0",)"
           R"("s":"0x0"},{"type":"0x7e","sourceHash":")" +
           word('6', 32) + R"(","from":")" + word('1', 20) + R"(","to":null,"mint":")" + mint +
           R"(","value":"0x5","gas":"0x5208","isSystemTx":true,"input":"0x"}])";
}

std::string receipt(const std::string& status, const std::string& gas, const std::string& more) {
    return R"([{"type":"0x7e","status":")" + status + R"(","cumulativeGasUsed":")" + gas +
           R"(","logs":[],"transactionHash":")" + word('a', 32) + R"(","l1Fee":"0x0")" + more + "}]";
}

Header with_receipts_root(const char* root) {
    Header header;
    header.receipts_root = parse_hex<32>(root).value();
    return header;
}

}  // namespace

TEST(deposits_have_their_blocks_root_and_their_own_hashes) {
    Header header;
    header.transactions_root =
        parse_hex<32>("0xe0c8c1719acc8bcb68906ad78330e83feef81fd884c57f2274d0d0f7e6cdc680").value();
    const auto hashes = verify_transactions(Json::parse(transactions()).view(), header);
    EXPECT_EQ(to_hex_text(hashes.value().at(0)),
              std::string("0x175f980a3004b9c4208a003d7777cd59ae56279ab014081157b8941c89793387"));
    EXPECT_EQ(to_hex_text(hashes.value().at(1)),
              std::string("0xb18c32ce92612f852580b13f79d2b8803a50dc5d43c7ec7d487423f1ee9bd89d"));
    const auto altered = verify_transactions(Json::parse(transactions("0x1")).view(), header);
    EXPECT_EQ(altered.error().doubt, Doubt::contradicted);
}

TEST(receipts_of_deposits_are_hashed_with_their_nonce_and_version_since_canyon) {
    const Header header = with_receipts_root("0x0b9b6ab4c69dd7908437bebbf3308fdd3a6110eca9024c4991edc9d5c304ec35");
    const auto found = [&](const std::string& more) {
        return verify_receipts(Json::parse(receipt("0x1", "0xb741", more)).view(), header);
    };
    EXPECT(found(R"(,"depositNonce":"0x18cba80","depositReceiptVersion":"0x1")").has_value());
    EXPECT_EQ(found(R"(,"depositNonce":"0x18cba81","depositReceiptVersion":"0x1")").error().doubt, Doubt::contradicted);
    EXPECT_EQ(found(R"(,"depositNonce":"18cba80","depositReceiptVersion":"0x1")").error().doubt, Doubt::malformed);
}

TEST(receipts_of_deposits_before_canyon_are_hashed_without_them) {
    const Header header = with_receipts_root("0x1fcf966890ffb16d2f349da0feebd6ec24b459d0d2053896e73ec7f32fcbd8a4");
    EXPECT(
        verify_receipts(Json::parse(receipt("0x0", "0x10949", R"(,"depositNonce":"0x7")")).view(), header).has_value());
}

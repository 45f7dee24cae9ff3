#include "staking/ethereum/receipt.hpp"
#include "ethereum_vectors.hpp"
#include "staking/ethereum/transaction.hpp"
#include "test.hpp"

using namespace gracy::staking;
using namespace gracy::staking::ethereum;
using gracy::base::Json;
using gracy::base::JsonView;
using gracy::test::copy_of;
using gracy::test::ethereum_nodes;
using gracy::test::ethereum_vectors;
using gracy::test::set;

namespace {

const HeaderForms forms;
constexpr const char* other_word = "0x1111111111111111111111111111111111111111111111111111111111111111";

struct Block {
    Json json = ethereum_vectors("anvil_prague");
    JsonView block = json["blocks"][1]["block"];
    JsonView receipts = json["blocks"][1]["receipts"];
    Header header = forms.verify(block).value();

    Doubt receipts_doubt() const {
        const auto found = verify_receipts(receipts, header);
        EXPECT(!found.has_value());
        return found.error().doubt;
    }
    Doubt transactions_doubt() const {
        const auto found = verify_transactions(block["transactions"], header);
        EXPECT(!found.has_value());
        return found.error().doubt;
    }
};

json_t* changeable(JsonView value) {
    return const_cast<json_t*>(value.get());
}

}  // namespace

TEST(receipts_of_every_type_and_fork_have_their_blocks_root) {
    for (const char* name : ethereum_nodes) {
        const auto vectors = ethereum_vectors(name);
        for (const auto vector : vectors["blocks"].elements()) {
            const auto header = forms.verify(vector["block"]).value();
            const auto found = verify_receipts(vector["receipts"], header);
            EXPECT_EQ(found ? std::string() : fmt::format("{}: {}", name, found.error().why), std::string());
            std::vector<std::string> reported;
            for (const auto receipt : vector["receipts"].elements()) {
                for (const auto log : receipt["logs"].elements()) {
                    reported.emplace_back(log["transactionHash"].string().value());
                }
            }
            EXPECT_EQ(found->logs.size(), reported.size());
            for (std::size_t i = 0; i < reported.size(); ++i) {
                const Log& log = found->logs[i];
                EXPECT_EQ(to_hex_text(log.transaction_hash), reported[i]);
                EXPECT_EQ(log.log_index, std::uint64_t{i});
                EXPECT(log.block_hash == header.hash && log.block_time == header.time);
                EXPECT_EQ(log.block_number, static_cast<std::uint64_t>(header.number));
            }
        }
    }
}

TEST(a_log_that_is_dropped_forged_or_altered_is_a_lie) {
    {
        const Block dropped;
        json_array_remove(changeable(dropped.receipts[0]["logs"]), 2);
        EXPECT_EQ(dropped.receipts_doubt(), Doubt::contradicted);
    }
    {
        const Block forged;
        json_array_append(changeable(forged.receipts[0]["logs"]), changeable(forged.receipts[0]["logs"][0]));
        EXPECT(forged.receipts_doubt() == Doubt::contradicted);
    }
    {
        const Block altered;
        set(altered.receipts[0]["logs"][1], "data", "0x01");
        EXPECT(altered.receipts_doubt() == Doubt::contradicted);
    }
    {
        const Block moved;
        set(moved.receipts[0]["logs"][1], "address", "0x1111111111111111111111111111111111111111");
        EXPECT(moved.receipts_doubt() == Doubt::contradicted);
    }
    {
        const Block status;
        set(status.receipts[0], "status", "0x0");
        EXPECT(status.receipts_doubt() == Doubt::contradicted);
    }
    {
        const Block short_list;
        json_array_remove(changeable(short_list.receipts), 5);
        EXPECT(short_list.receipts_doubt() == Doubt::contradicted);
    }
    {
        const Block empty;
        json_array_clear(changeable(empty.receipts));
        EXPECT(empty.receipts_doubt() == Doubt::contradicted);
    }
}

TEST(places_of_logs_are_counted_and_their_claims_ignored) {
    const Block block;
    // What ganache does, and Erigon did for a while: an index for each transaction.
    for (const auto receipt : block.receipts.elements()) {
        for (const auto log : receipt["logs"].elements()) {
            set(log, "logIndex", "0x0");
        }
    }
    const auto found = verify_receipts(block.receipts, block.header).value();
    EXPECT(found.logs.size() > 5);
    for (std::size_t i = 0; i < found.logs.size(); ++i) {
        EXPECT_EQ(found.logs[i].log_index, std::uint64_t{i});
    }
    EXPECT_EQ(found.transaction_indexes.front(), std::size_t{0});
    EXPECT_EQ(found.transaction_indexes.back(), std::size_t{5});
}

TEST(a_bloom_that_is_claimed_wrong_changes_nothing_because_it_is_computed) {
    const Block block;
    set(block.receipts[0], "logsBloom", "0x");
    EXPECT(verify_receipts(block.receipts, block.header).has_value());
}

TEST(receipts_of_a_type_or_with_a_member_that_is_not_known_cannot_be_verified_and_are_no_lie) {
    const Block typed;
    set(typed.receipts[0], "type", "0x7d");
    EXPECT(typed.receipts_doubt() == Doubt::unknown_form);
    const Block member;
    set(member.receipts[0], "gasSpent", "0x1");
    EXPECT(verify_receipts(member.receipts, member.header).has_value());  // the root has the last word
    set(member.receipts[0], "cumulativeGasUsed", "0x1");
    EXPECT(member.receipts_doubt() == Doubt::unknown_form);
}

// As Polygon's, by which it takes notice of what happens on Ethereum: its own rules say whether they are hashed.
TEST(transactions_that_nobody_has_signed_and_their_receipts_cannot_be_verified_and_are_no_lie) {
    const Block block;
    set(block.receipts[0], "from", "0x0000000000000000000000000000000000000000");
    set(block.receipts[0], "to", "0x0000000000000000000000000000000000000000");
    EXPECT(verify_receipts(block.receipts, block.header).has_value());  // the root has the last word
    set(block.receipts[0], "cumulativeGasUsed", "0x1");
    EXPECT(block.receipts_doubt() == Doubt::unknown_form);
    set(block.block["transactions"][1], "r", "0x0");
    EXPECT(block.transactions_doubt() == Doubt::contradicted);
    set(block.block["transactions"][1], "s", "0x0");
    EXPECT(block.transactions_doubt() == Doubt::unknown_form);
}

TEST(receipts_that_are_not_in_the_form_of_receipts_are_malformed) {
    for (const char* member : {"transactionHash", "cumulativeGasUsed", "logs"}) {
        const Block block;
        set(block.receipts[0], member, nullptr);
        EXPECT(block.receipts_doubt() == Doubt::malformed);
    }
    for (const char* type : {"2", "0x80", "0x02"}) {
        const Block block;
        set(block.receipts[0], "type", type);
        EXPECT(block.receipts_doubt() == Doubt::malformed);
    }
    const Block topics;
    json_array_append(changeable(topics.receipts[0]["logs"][4]["topics"]),
                      changeable(topics.receipts[0]["logs"][4]["topics"][0]));
    EXPECT(topics.receipts_doubt() == Doubt::malformed);
    EXPECT(verify_receipts(Json::parse("{}").view(), topics.header).error().doubt == Doubt::malformed);
}

TEST(transactions_of_every_type_and_fork_have_their_hashes) {
    for (const char* name : ethereum_nodes) {
        const auto vectors = ethereum_vectors(name);
        for (const auto vector : vectors["blocks"].elements()) {
            const auto header = forms.verify(vector["block"]).value();
            const auto hashes = verify_transactions(vector["block"]["transactions"], header);
            EXPECT(hashes.has_value());
            EXPECT_EQ(hashes->size(), vector["block"]["transactions"].size());
            for (std::size_t i = 0; i < hashes->size(); ++i) {
                EXPECT_EQ(to_hex_text((*hashes)[i]),
                          std::string(vector["block"]["transactions"][i]["hash"].string().value()));
            }
        }
    }
    const auto blob = ethereum_vectors("hand_built");
    const auto header = forms.verify(blob["blob"]).value();
    const auto hashes = verify_transactions(blob["blob"]["transactions"], header).value();
    EXPECT_EQ(to_hex_text(hashes[0]), std::string(blob["blob"]["transactions"][0]["hash"].string().value()));
}

TEST(an_altered_transaction_is_a_lie_and_one_of_a_new_type_is_not) {
    const Block altered;
    set(altered.block["transactions"][1], "value", "0x1");
    EXPECT(altered.transactions_doubt() == Doubt::contradicted);
    const Block missing;
    json_array_remove(changeable(missing.block["transactions"]), 0);
    EXPECT(missing.transactions_doubt() == Doubt::contradicted);
    const Block typed;
    set(typed.block["transactions"][1], "type", "0x7d");
    EXPECT(typed.transactions_doubt() == Doubt::unknown_form);
    const Block malformed;
    set(malformed.block["transactions"][1], "nonce", "7");
    EXPECT(malformed.transactions_doubt() == Doubt::malformed);
    const Block hashes_only;
    json_array_set_new(changeable(hashes_only.block["transactions"]), 0, json_string(other_word));
    EXPECT(hashes_only.transactions_doubt() == Doubt::malformed);
}

#include "staking/ethereum/bloom.hpp"
#include "ethereum_vectors.hpp"
#include "staking/ethereum/header.hpp"
#include "staking/ethereum/receipt.hpp"
#include "test.hpp"

using namespace gracy::staking;
using namespace gracy::staking::ethereum;
using gracy::test::ethereum_nodes;
using gracy::test::ethereum_vectors;

TEST(a_blocks_bloom_is_that_of_its_logs_and_has_room_for_no_others) {
    for (const char* name : ethereum_nodes) {
        const auto vectors = ethereum_vectors(name);
        const auto block = vectors["blocks"][1];
        const auto header = HeaderForms().verify(block["block"]).value();
        Bloom bloom{};
        for (const Log& log : verify_receipts(block["receipts"], header).value().logs) {
            EXPECT(may_contain(header.logs_bloom, log.contract));
            add_to(bloom, log.contract);
            for (const Hash& topic : log.topics) {
                add_to(bloom, topic);
            }
        }
        EXPECT(bloom == header.logs_bloom);
        EXPECT(!may_contain(header.logs_bloom, keccak256(gracy::base::bytes_of("nobody"))));
    }
    EXPECT(!may_contain(Bloom{}, Address{}));
}

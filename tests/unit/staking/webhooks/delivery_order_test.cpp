#include "staking/webhooks/delivery_order.hpp"
#include "test.hpp"

using gracy::staking::DeliveryOrder;

TEST(of_one_block_the_highest_sequence_is_the_latest) {
    DeliveryOrder order;
    EXPECT(!order.is_superseded(1, 7, "w", "10000000000000000009"));
    EXPECT(order.is_superseded(1, 7, "w", "9999999999999999999"));
    EXPECT(!order.is_superseded(1, 7, "w", "10000000000000000010"));
    EXPECT(!order.is_superseded(1, 7, "another", "1"));
    EXPECT(!order.is_superseded(1, 8, "w", "1"));
}

TEST(a_chain_with_many_blocks_does_not_push_out_the_order_of_another) {
    DeliveryOrder order;
    for (std::uint64_t block = 1; block <= 1001; ++block) {
        EXPECT(!order.is_superseded(8453, block, "base", "1"));
    }
    EXPECT(!order.is_superseded(1, 7, "ethereum", "2"));
    EXPECT(order.is_superseded(1, 7, "ethereum", "1"));
}

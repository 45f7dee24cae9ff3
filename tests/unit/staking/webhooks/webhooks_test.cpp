#include "staking/webhooks/webhooks.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::staking;

TEST(delivery_is_known_by_the_providers_id) {
    const DeliveryKey key =
        delivery_key(WebhookProvider::alchemy,
                     R"({"id":"whevt_1","type":"GRAPHQL","event":{"sequenceNumber":"10000000000578619000"}})");
    EXPECT_EQ(key.id, "whevt_1");
    EXPECT_EQ(key.sequence.value_or(""), "10000000000578619000");
}

TEST(junk_is_known_by_its_digest) {
    for (const auto provider : {WebhookProvider::alchemy, WebhookProvider::quicknode, WebhookProvider::moralis}) {
        EXPECT_EQ(delivery_key(provider, "junk", "nonce").id,
                  "sha256-" + base::to_hex(base::sha256(base::bytes_of("junk"))));
        EXPECT(delivery_key(provider, "junk").id != delivery_key(provider, "other junk").id);
        EXPECT(!delivery_key(provider, "junk").sequence.has_value());
    }
}

TEST(empty_delivery_is_known_by_its_occasion) {
    EXPECT(delivery_key(WebhookProvider::quicknode, "[]", "a").id !=
           delivery_key(WebhookProvider::quicknode, "[]", "b").id);
    EXPECT_EQ(delivery_key(WebhookProvider::quicknode, "[]", "a").id,
              delivery_key(WebhookProvider::quicknode, "[]", "a").id);
}

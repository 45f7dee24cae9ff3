#include "staking/webhooks.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::staking;

namespace {

const std::vector<std::string> keys{"whsec_first", "whsec_second"};

std::string sign(std::string_view body, std::string_view key) {
    return base::to_hex(base::hmac_sha256(base::bytes_of(key), {base::bytes_of(body)}));
}

}  // namespace

TEST(delivery_signed_with_any_active_key_is_authentic) {
    for (const std::string& key : keys) {
        EXPECT(is_signed_by_alchemy("{}", sign("{}", key), keys));
    }
    EXPECT(!is_signed_by_alchemy("{}", sign("{}", "whsec_retired"), keys));
}

TEST(delivery_is_signed_byte_by_byte) {
    EXPECT(!is_signed_by_alchemy("{} ", sign("{}", keys[0]), keys));
    EXPECT(is_signed_by_alchemy(std::string_view("\xff\0", 2), sign(std::string_view("\xff\0", 2), keys[0]), keys));
}

TEST(delivery_signature_has_one_spelling) {
    const std::string valid = sign("{}", keys[0]);
    std::string uppercase = valid;
    for (char& c : uppercase) {
        c = c >= 'a' ? static_cast<char>(c - 32) : c;
    }
    for (const std::string& signature :
         {uppercase, std::string(), valid.substr(1), valid + "0", " " + valid, "0x" + valid, "sha256=" + valid}) {
        EXPECT(!is_signed_by_alchemy("{}", signature, keys));
    }
}

TEST(empty_signing_key_signs_nothing) {
    const std::vector<std::string> empty{""};
    EXPECT(!is_signed_by_alchemy("{}", sign("{}", ""), empty));
    EXPECT(!is_signed_by_alchemy("{}", sign("{}", ""), {}));
}

TEST(delivery_is_known_by_the_providers_id) {
    const DeliveryKey key =
        delivery_key(R"({"id":"whevt_1","type":"GRAPHQL","event":{"sequenceNumber":"10000000000578619000"}})");
    EXPECT_EQ(key.id, "whevt_1");
    EXPECT_EQ(key.sequence.value_or(""), "10000000000578619000");
}

TEST(junk_is_known_by_its_digest) {
    EXPECT_EQ(delivery_key("junk").id, "sha256-" + base::to_hex(base::sha256(base::bytes_of("junk"))));
    EXPECT(delivery_key("junk").id != delivery_key("other junk").id);
    EXPECT(!delivery_key("junk").sequence.has_value());
}

#include "staking/webhooks/webhook_signature.hpp"

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "staking/address.hpp"
#include "staking/keccak.hpp"
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

TEST(quicknode_signs_nonce_time_and_body) {
    const auto signed_by = [](std::string_view text, std::string nonce, std::string timestamp) {
        return QuicknodeSignature{
            .signature = sign(text, keys[1]), .nonce = std::move(nonce), .timestamp = std::move(timestamp)};
    };
    EXPECT(is_signed_by_quicknode("{}", signed_by("n1700000000{}", "n", "1700000000"), keys));
    EXPECT(!is_signed_by_quicknode("{}", signed_by("n1700000000{}", "n", "1700000001"), keys));
    EXPECT(!is_signed_by_quicknode("{}", signed_by("n1700000000{}", "m", "1700000000"), keys));
    EXPECT(!is_signed_by_quicknode("[]", signed_by("n1700000000{}", "n", "1700000000"), keys));
    EXPECT(!is_signed_by_quicknode("{}", signed_by("n1700000000{}", "n", "1700000000"), {}));
}

TEST(signature_is_recent_for_an_hour) {
    const base::Timestamp now{std::chrono::seconds(1'700'000'000)};
    for (const std::string_view recent : {"1700000000", "1699996400", "1700000300", "1700000000000", "1699996400000"}) {
        EXPECT(is_recent(recent, now));
    }
    for (const std::string_view other : {"1699996399", "1700000301", "1699996399000", "", "-1", "1700000000.5", "x",
                                         "1700000000 ", "99999999999999999999"}) {
        EXPECT(!is_recent(other, now));
    }
}

TEST(moralis_signs_with_the_secret_behind_the_body) {
    const auto signed_by = [](std::string_view body, std::string_view key) {
        return to_hex_text(keccak256(base::bytes_of(std::string(body) + std::string(key))));
    };
    // keccak256 of the text "{}secret", by another implementation.
    const std::vector<std::string> known{"secret"};
    EXPECT(is_signed_by_moralis("{}", "0xc771f45ff36e93aa08ae332addd0699fa3e9bd0c7e99268cf126f62fcc99db6b", known));
    EXPECT(is_signed_by_moralis("{}", signed_by("{}", keys[0]), keys));
    EXPECT(!is_signed_by_moralis("{} ", signed_by("{}", keys[0]), keys));
    EXPECT(!is_signed_by_moralis("{}", signed_by("{}", keys[0]).substr(2), keys));
    EXPECT(!is_signed_by_moralis("{}", signed_by("{}", ""), std::vector<std::string>{""}));
    EXPECT(!is_signed_by_moralis("{}", "0x", keys));
}

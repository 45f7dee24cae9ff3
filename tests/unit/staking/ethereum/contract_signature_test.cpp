#include "staking/ethereum/contract_signature.hpp"

#include "staking/address.hpp"
#include "test.hpp"

#include <string>

using namespace gracy;
using namespace gracy::staking;
using namespace gracy::staking::ethereum;

namespace {

std::string word_of(std::string_view digits) {
    return std::string(64 - digits.size(), '0').append(digits);
}

std::string hex_of(std::string_view bytes) {
    return to_hex_text(base::bytes_of(bytes));
}

std::string bytes_from(std::string_view hex) {
    return parse_hex_data(hex, 1000).value();
}

}  // namespace

TEST(call_of_is_valid_signature_is_encoded_as_the_abi_has_it) {
    Hash message{};
    message.fill(std::byte{0xab});
    std::string digits;
    for (int i = 0; i < 32; ++i) {
        digits += "ab";
    }
    EXPECT_EQ(hex_of(encode_is_valid_signature(message, "")), "0x1626ba7e" + digits + word_of("40") + word_of("0"));
    EXPECT_EQ(hex_of(encode_is_valid_signature(message, "\x01\x02\x03")),
              "0x1626ba7e" + digits + word_of("40") + word_of("3") + "010203" + std::string(58, '0'));
    const std::string whole(32, '\x07');
    EXPECT_EQ(encode_is_valid_signature(message, whole).size(), std::size_t{4 + 4 * 32});
    EXPECT_EQ(encode_is_valid_signature(message, whole + "x").size(), std::size_t{4 + 5 * 32});
    const std::string longest(max_contract_signature, '\x07');
    EXPECT(hex_of(encode_is_valid_signature(message, longest))
               .starts_with("0x1626ba7e" + digits + word_of("40") + word_of("1000")));
}

TEST(only_the_magic_value_is_a_yes) {
    const std::string zeros(56, '0');
    EXPECT(is_valid_signature(bytes_from("0x1626ba7e" + zeros)));
    EXPECT(is_valid_signature(bytes_from("0x1626ba7e" + zeros + std::string(64, 'f'))));
    for (const std::string& other :
         {std::string("0x"), std::string("0x1626ba7e"), "0xffffffff" + zeros, "0x20c13b0b" + zeros,
          "0x1626ba7f" + zeros, "0x1626ba7e" + std::string(54, '0') + "01", "0x" + zeros + "1626ba7e",
          "0x" + word_of("1"), "0x1626ba7e" + std::string(54, '0')}) {
        EXPECT(!is_valid_signature(bytes_from(other)));
    }
}

TEST(signature_of_a_contract_is_any_bytes_up_to_a_limit) {
    EXPECT_EQ(parse_contract_signature("0x").bytes.value(), "");
    EXPECT_EQ(parse_contract_signature("0xAB01").bytes.value(), "\xab\x01");
    EXPECT(parse_contract_signature("0x" + std::string(2 * max_contract_signature, 'a')).bytes.has_value());
    for (const std::string& other : {std::string(), std::string("ab"), std::string("0xa"), std::string("0xzz"),
                                     "0x" + std::string(2 * max_contract_signature + 2, 'a')}) {
        const auto parsed = parse_contract_signature(other);
        EXPECT(!parsed.bytes.has_value());
        EXPECT(parsed.error == ContractSignatureError::malformed);
    }
}

TEST(signature_of_a_wallet_that_is_not_deployed_is_known_by_its_end) {
    std::string end;
    for (int i = 0; i < 16; ++i) {
        end += "6492";
    }
    for (const std::string& wrapped : {"0x" + end, "0xabab" + end}) {
        const auto parsed = parse_contract_signature(wrapped);
        EXPECT(!parsed.bytes.has_value());
        EXPECT(parsed.error == ContractSignatureError::undeployed);
    }
    EXPECT(parse_contract_signature("0x" + end.substr(2)).bytes.has_value());
    EXPECT(parse_contract_signature("0x" + end + "00").bytes.has_value());
}

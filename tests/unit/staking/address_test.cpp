#include "staking/address.hpp"
#include "staking/keccak.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::staking;

namespace {

// From EIP-55 itself.
constexpr std::string_view checksummed[] = {
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
    "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    "0x52908400098527886E0F7030069857D2E4169EE7", "0xde709f2102306220921060314715629080e2fb77",
};

std::string lowercase(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return lower;
}

}  // namespace

TEST(keccak_is_ethereums_and_not_sha3) {
    EXPECT_EQ(to_hex_text(keccak256(base::bytes_of(""))),
              "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    EXPECT_EQ(to_hex_text(keccak256(base::bytes_of("Transfer(address,address,uint256)"))),
              "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
}

TEST(address_with_the_checksum_of_eip_55_is_read_and_written_back) {
    for (const std::string_view text : checksummed) {
        const ParsedAddress parsed = parse_address(text);
        EXPECT(parsed.address.has_value());
        EXPECT_EQ(to_checksum_text(*parsed.address), text);
        EXPECT_EQ(to_hex_text(*parsed.address), lowercase(text));
    }
}

TEST(address_in_lowercase_needs_no_checksum) {
    for (const std::string_view text : checksummed) {
        EXPECT(parse_address(lowercase(text)).address == parse_address(text).address);
    }
}

TEST(address_in_capitals_alone_needs_no_checksum) {
    // Some wallets and spreadsheets write it so.
    EXPECT(parse_address("0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED").address ==
           parse_address("0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed").address);
}

TEST(address_with_a_wrong_checksum_is_refused) {
    std::string text(checksummed[0]);
    text[5] = 'B';
    const ParsedAddress parsed = parse_address(text);
    EXPECT(!parsed.address.has_value());
    EXPECT_EQ(parsed.error, AddressError::wrong_checksum);
    EXPECT_EQ(parse_address("0x5AAEB6053F3E94C9B9A09F33669435E7EF1BEAEd").error, AddressError::wrong_checksum);
}

TEST(text_that_is_no_address_is_malformed) {
    for (const std::string_view text :
         {"", "0x", "5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae",
          "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed0", "0X5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
          "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaeg", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae\xc3"}) {
        const ParsedAddress parsed = parse_address(text);
        EXPECT(!parsed.address.has_value());
        EXPECT_EQ(parsed.error, AddressError::malformed);
    }
}

TEST(hex_data_is_read_up_to_its_bound) {
    EXPECT_EQ(parse_hex_data("0x", 0).value_or("?"), "");
    EXPECT_EQ(parse_hex_data("0x00fF", 2).value_or("?"), std::string_view("\x00\xff", 2));
    EXPECT(!parse_hex_data("0x00ff", 1).has_value());
    EXPECT(!parse_hex_data("0x0", 1).has_value());
    EXPECT(!parse_hex_data("", 1).has_value());
    EXPECT(!parse_hex_data("00", 1).has_value());
}

#include "staking/ethereum/personal_signature.hpp"
#include "test.hpp"

using gracy::staking::to_checksum_text;
using gracy::staking::ethereum::parse_signature;
using gracy::staking::ethereum::ParsedSignature;
using gracy::staking::ethereum::recover_signer;
using gracy::staking::ethereum::SignatureError;

namespace {

constexpr std::string_view first_account = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
constexpr std::string_view second_account = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

// What anvil answers to personal_sign with its first two development accounts.
constexpr std::string_view hello_of_first =
    "0xf16ea9a3478698f695fd1401bfe27e9e4a7e8e3da94aa72b021125e31fa899cc"
    "573c48ea3fe1d4ab61a9db10c19032026e3ed2dbccba5a178235ac27f94504311c";
constexpr std::string_view hello_of_second =
    "0x76930d64d2e5eb4b3f4572ce806eda50e1e2329d51d9ca5a713a9befcb9d2088"
    "3e3d4885c3c5eaf775fc8c9fcf4882a28b582b427bc0270565f3294d935549221b";
constexpr std::string_view korean_of_second =
    "0x4b88905960f150e8a2b224d72dd3e9ab3396c5e484a555e38a5e3081273e26a7"
    "1b834a16e9adf3656f9b6a2c73e313930b85b80e0546c38d84a8e755706a72531c";
constexpr std::string_view nothing_of_first =
    "0xc1977b761f1dd36c29795783460d241885c8e7f9d962dbe7bba2753fd94e89b4"
    "44a1cd9ed855dd09afa3b73f7c2bd097ec9abc2d2775d737505a02d3f0cafa591b";

std::string signer(std::string_view message, std::string_view signature) {
    const ParsedSignature parsed = parse_signature(signature);
    if (!parsed.signature) {
        return "no signature";
    }
    const auto address = recover_signer(message, *parsed.signature);
    return address ? to_checksum_text(*address) : "nobody";
}

std::string with_v(std::string_view signature, std::string_view v) {
    return std::string(signature.substr(0, signature.size() - 2)) + std::string(v);
}

}  // namespace

TEST(the_signer_of_a_text_is_known_by_the_signature) {
    EXPECT_EQ(signer("hello", hello_of_first), std::string(first_account));
    EXPECT_EQ(signer("hello", hello_of_second), std::string(second_account));
    // Its length is counted in bytes.
    EXPECT_EQ(signer("안녕하세요", korean_of_second), std::string(second_account));
    EXPECT_EQ(signer("", nothing_of_first), std::string(first_account));
}

TEST(another_text_has_another_signer) {
    EXPECT(signer("hello!", hello_of_first) != first_account);
    EXPECT(signer("", hello_of_first) != first_account);
}

TEST(v_is_27_or_28_or_0_or_1) {
    EXPECT_EQ(signer("hello", with_v(hello_of_first, "01")), std::string(first_account));
    EXPECT_EQ(signer("hello", with_v(hello_of_second, "00")), std::string(second_account));
    EXPECT(signer("hello", with_v(hello_of_first, "1b")) != first_account);
    for (const std::string_view v : {"02", "1a", "1d", "25", "ff"}) {
        EXPECT_EQ(signer("hello", with_v(hello_of_first, v)), std::string("no signature"));
    }
}

TEST(the_other_spelling_of_a_signature_is_refused) {
    // s of the first, taken from the curve's order, and the other v: also valid, for who does not look (EIP-2).
    const ParsedSignature parsed = parse_signature(
        "0xf16ea9a3478698f695fd1401bfe27e9e4a7e8e3da94aa72b021125e31fa899cc"
        "a8c3b715c01e2b549e5624ef3e6fcdfc4c700a0ae28e46243d9cb264d6f13d101b");
    EXPECT(!parsed.signature);
    EXPECT(parsed.error == SignatureError::malleable);
}

TEST(what_is_no_signature_says_what_it_is) {
    const auto error = [](std::string_view text) {
        const ParsedSignature parsed = parse_signature(text);
        EXPECT(!parsed.signature);
        return parsed.error;
    };
    EXPECT(error("") == SignatureError::malformed);
    EXPECT(error("0x") == SignatureError::malformed);
    EXPECT(error(hello_of_first.substr(2)) == SignatureError::malformed);
    EXPECT(error(hello_of_first.substr(0, 130)) == SignatureError::malformed);
    EXPECT(error("0x" + std::string(130, 'g')) == SignatureError::malformed);
    // r and s are below the curve's order.
    EXPECT(error("0x" + std::string(128, 'f') + "1b") == SignatureError::malformed);
    EXPECT(error(std::string(hello_of_first) + "00") == SignatureError::of_contract);
}

TEST(a_signature_of_zeros_is_nobody_s) {
    EXPECT_EQ(signer("hello", "0x" + std::string(128, '0') + "1b"), std::string("nobody"));
}

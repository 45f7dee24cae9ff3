#include "staking/wallets/wallet_message.hpp"
#include "test.hpp"

using gracy::base::Timestamp;
using gracy::staking::parse_address;
using gracy::staking::to_message;

// The layout of EIP-4361, line by line.
TEST(a_text_to_sign_says_for_whom_and_where_and_until_when) {
    const std::string message =
        to_message({.domain = "gracy.example.com",
                    .address = parse_address("0x70997970c51812dc3a010c7d01b50e0d17dc79c8").address.value(),
                    .team_space = "hanbit",
                    .email = "minseo.kang@hanbit.example",
                    .chain_id = 31337,
                    .nonce = "a1B2c3",
                    .issued_at = Timestamp(std::chrono::seconds(1'764'316'800)),
                    .expires_at = Timestamp(std::chrono::seconds(1'764'317'400))});
    EXPECT_EQ(message,
              std::string("gracy.example.com wants you to sign in with your Ethereum account:\n"
                          "0x70997970C51812dc3A010C7d01b50e0d17dc79C8\n"
                          "\n"
                          "Link this wallet to the Gracy account of minseo.kang@hanbit.example in the team space "
                          "hanbit. Sign only if this account is yours. This moves no funds and costs nothing.\n"
                          "\n"
                          "URI: https://gracy.example.com/staking/v1/wallets\n"
                          "Version: 1\n"
                          "Chain ID: 31337\n"
                          "Nonce: a1B2c3\n"
                          "Issued At: 2025-11-28T08:00:00.000000Z\n"
                          "Expiration Time: 2025-11-28T08:10:00.000000Z"));
}

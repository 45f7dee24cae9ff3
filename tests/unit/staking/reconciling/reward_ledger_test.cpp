#include "staking/reconciling/reward_ledger.hpp"

#include "staking/address.hpp"
#include "test.hpp"

#include <array>

using gracy::staking::Hash;
using gracy::staking::parse_hex;
using gracy::staking::RewardLedger;

namespace {

Hash word(std::string_view digits) {
    return parse_hex<32>("0x" + std::string(64 - digits.size(), '0') + std::string(digits)).value();
}

RewardLedger ledger(std::string_view liability, std::string_view reserve, std::string_view packed) {
    return RewardLedger::from(std::array{word(liability), word(reserve), word(packed)});
}

}  // namespace

TEST(a_ledger_s_words_stand_behind_what_a_unit_has_earned) {
    const auto slots = RewardLedger::slots(word("6"));
    EXPECT(slots == (std::array{word("7"), word("8"), word("9")}));
    // As the EVM counts.
    EXPECT(RewardLedger::slots(word(std::string(64, 'f'))) == (std::array{word("0"), word("1"), word("2")}));
}

TEST(a_ledger_is_read_from_three_words) {
    const RewardLedger read = ledger("64", std::string(64, 'f'), "00000000000000030000000068df5780");
    EXPECT_EQ(read.liability, std::string("100"));
    EXPECT_EQ(read.reserve,
              std::string("115792089237316195423570985008687907853269984665640564039457584007913129639935"));
    EXPECT_EQ(read.accrued_at, std::int64_t{1759467392});
    EXPECT(ledger("0", "0", "0") == RewardLedger());
}

TEST(what_is_no_ledger_s_time_is_none) {
    EXPECT(ledger("1", "1", "0000000100000000000000030000000068df5780").accrued_at < 0);
    EXPECT(ledger("1", "1", std::string(16, 'f')).accrued_at < 0);
}

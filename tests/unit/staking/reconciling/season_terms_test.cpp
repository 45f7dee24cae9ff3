#include "staking/reconciling/season_terms.hpp"
#include "test.hpp"

using gracy::staking::Hash;
using gracy::staking::parse_hex;
using gracy::staking::SeasonTerms;
using gracy::staking::slot_of_season;
using gracy::staking::to_hex_text;

namespace {

Hash word(std::string_view digits) {
    return parse_hex<32>("0x" + std::string(64 - digits.size(), '0') + std::string(digits)).value();
}

}  // namespace

// The compiler folds keccak256(10) into SeasonStaking's code: contracts/artifacts/SeasonStaking.json.
TEST(a_season_stands_where_solidity_puts_an_array_s_elements) {
    EXPECT_EQ(to_hex_text(slot_of_season(word("a"), 1)),
              std::string("0xc65a7bb8d6351c1cf70c95a316cc6a92839c986682d98bc35f958f4883f9d2a8"));
    EXPECT_EQ(to_hex_text(slot_of_season(word("a"), 89)),
              std::string("0xc65a7bb8d6351c1cf70c95a316cc6a92839c986682d98bc35f958f4883f9d300"));
    EXPECT_EQ(to_hex_text(slot_of_season(word("a"), 0x7fffffffffffffff)),
              std::string("0xc65a7bb8d6351c1cf70c95a316cc6a92839c986682d98bc3df958f4883f9d2a6"));
}

TEST(a_season_is_read_from_one_word) {
    const SeasonTerms terms =
        SeasonTerms::from(word("0000000000ac544ca14b700cb0555555"
                               "000000006956f680"
                               "0000000068df5780"));
    EXPECT_EQ(terms.starts_at, std::int64_t{1759467392});
    EXPECT_EQ(terms.ends_at, std::int64_t{1767306880});
    EXPECT_EQ(terms.reward, std::string("208333333333333333333333333"));
    EXPECT(SeasonTerms::from(word("0")) == SeasonTerms());
}

TEST(a_season_of_the_largest_numbers_is_no_contract_s) {
    const SeasonTerms terms = SeasonTerms::from(word(std::string(64, 'f')));
    EXPECT(terms.starts_at < 0 && terms.ends_at < 0);
    EXPECT_EQ(terms.reward, std::string("340282366920938463463374607431768211455"));
}

#include "staking/reconciling/abi.hpp"
#include "test.hpp"

using gracy::base::Bytes;
using gracy::staking::AbiError;
using gracy::staking::Address;
using gracy::staking::EventForm;
using gracy::staking::EventForms;
using gracy::staking::Hash;
using gracy::staking::Log;
using gracy::staking::parse_hex;
using gracy::staking::parse_hex_data;
using gracy::staking::to_decimal;
using gracy::staking::to_hex_text;
using gracy::staking::to_integer;

namespace {

Hash word(std::string_view digits) {
    return parse_hex<32>("0x" + std::string(64 - digits.size(), '0') + std::string(digits)).value();
}

std::string decimal(std::string_view digits) {
    const Hash value = word(digits);
    return to_decimal(value);
}

/// As anvil reported a Stake of the demo's contract.
Log stake() {
    Log log;
    log.topics = {EventForms::of_gracy_staking().topics()[0], word("70997970c51812dc3a010c7d01b50e0d17dc79c8")};
    log.data = parse_hex_data(
                   "0x00000000000000000000000000000000000000000000003635c9adc5dea00000"
                   "0000000000000000000000000000000000000000000000000000000000000011",
                   64)
                   .value();
    return log;
}

}  // namespace

// contracts/README.md's table, and what solc puts into the contract.
TEST(topics_are_the_keccak_of_the_signatures) {
    EXPECT_EQ(to_hex_text(EventForms::of_gracy_staking().topics()[0]),
              std::string("0x5af417134f72a9d41143ace85b0a26dce6f550f894f2cbc1eeee8810603d91b6"));
    EXPECT_EQ(to_hex_text(EventForms::of_gracy_staking().topics()[1]),
              std::string("0x34fcbac0073d7c3d388e51312faf357774904998eeb8fca628b9e6f65ee1cbf7"));
    EXPECT_EQ(to_hex_text(EventForms::of_gracy_staking().topics()[2]),
              std::string("0xf279e6a1f5e320cca91135676d9cb6e44ca8a08c0b88342bcdb1144f6511b568"));
}

TEST(numbers_of_256_bits_are_written_in_decimal) {
    EXPECT_EQ(decimal("0"), std::string("0"));
    EXPECT_EQ(decimal("9"), std::string("9"));
    EXPECT_EQ(decimal("3b9aca00"), std::string("1000000000"));
    EXPECT_EQ(decimal("3b9ac9ff"), std::string("999999999"));
    EXPECT_EQ(decimal("ffffffffffffffff"), std::string("18446744073709551615"));
    EXPECT_EQ(decimal("de0b6b3a7640000"), std::string("1000000000000000000"));
    EXPECT_EQ(decimal("8000000000000000000000000000000000000000000000000000000000000000"),
              std::string("57896044618658097711785492504343953926634992332820282019728792003956564819968"));
    EXPECT_EQ(decimal("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
              std::string("115792089237316195423570985008687907853269984665640564039457584007913129639935"));
}

TEST(an_event_is_decoded) {
    const auto event = EventForms::of_gracy_staking().decode(stake());
    EXPECT(event.has_value());
    EXPECT_EQ(event->kind, std::string_view("stake"));
    EXPECT_EQ(to_hex_text(event->account.value()), std::string("0x70997970c51812dc3a010c7d01b50e0d17dc79c8"));
    EXPECT_EQ(event->amount, std::string("1000000000000000000000"));
    EXPECT_EQ(event->sequence.value(), std::int64_t{17});
    Log log = stake();
    log.topics[0] = EventForms::of_gracy_staking().topics()[1];
    EXPECT_EQ(EventForms::of_gracy_staking().decode(log)->kind, std::string_view("claim"));
    log.topics[0] = EventForms::of_gracy_staking().topics()[2];
    EXPECT_EQ(EventForms::of_gracy_staking().decode(log)->kind, std::string_view("withdraw"));
}

TEST(another_event_of_the_contract_is_none_of_ours) {
    Log log = stake();
    log.topics[0] = word("1");
    EXPECT(!EventForms::of_gracy_staking().decode(log));
    log.topics.clear();
    EXPECT(!EventForms::of_gracy_staking().decode(log));
}

TEST(an_event_of_the_wrong_form_is_an_error) {
    Log log = stake();
    log.data.pop_back();
    EXPECT_THROW(AbiError, EventForms::of_gracy_staking().decode(log));
    log = stake();
    log.data += std::string(32, '\0');
    EXPECT_THROW(AbiError, EventForms::of_gracy_staking().decode(log));
    log = stake();
    log.topics.push_back(word("1"));
    EXPECT_THROW(AbiError, EventForms::of_gracy_staking().decode(log));
    log = stake();
    log.topics.pop_back();
    EXPECT_THROW(AbiError, EventForms::of_gracy_staking().decode(log));
    log = stake();
    log.topics[1][11] = std::byte{1};
    EXPECT_THROW(AbiError, EventForms::of_gracy_staking().decode(log));
}

TEST(a_sequence_number_begins_at_one_and_has_63_bits) {
    Log log = stake();
    log.data.back() = 0;
    EXPECT_THROW(AbiError, EventForms::of_gracy_staking().decode(log));
    log.data[32] = 1;
    EXPECT_THROW(AbiError, EventForms::of_gracy_staking().decode(log));
    EXPECT_EQ(to_integer(word("7fffffffffffffff")).value(), INT64_MAX);
    EXPECT(!to_integer(word("8000000000000000")));
    EXPECT(!to_integer(word("10000000000000000")));
    EXPECT(!to_integer(word("8000000000000000000000000000000000000000000000000000000000000000")));
}

TEST(events_of_another_contract_are_described_by_where_their_values_stand) {
    const EventForms seasons({{.signature = "Staked(address,uint256,uint64,uint256,uint256,uint256)",
                               .kind = "stake",
                               .topics = 3,
                               .words = 4,
                               .account = gracy::staking::EventPlace{.is_indexed = true, .index = 0},
                               .amount = {.is_indexed = false, .index = 1},
                               .sequence = gracy::staking::EventPlace{.is_indexed = false, .index = 0}}});
    EXPECT(seasons.have_sequence());
    Log log;
    log.topics = {seasons.topics()[0], word("70997970c51812dc3a010c7d01b50e0d17dc79c8"), word("3")};
    for (const char* value : {"2a", "64", "c8", "12c"}) {
        const Hash bytes = word(value);
        log.data += gracy::base::text_of(bytes);
    }
    const auto event = seasons.decode(log);
    EXPECT_EQ(event->amount, std::string("100"));
    EXPECT_EQ(event->sequence.value(), std::int64_t{42});

    const EventForms original({{.signature = "Deposit(address,uint256,address)",
                                .kind = "stake",
                                .topics = 2,
                                .words = 2,
                                .account = gracy::staking::EventPlace{.is_indexed = false, .index = 1},
                                .amount = {.is_indexed = false, .index = 0},
                                .sequence = std::nullopt}});
    EXPECT(!original.have_sequence());
    EXPECT(!original.decode(log));
    const Hash recipient = word("3c44cdddb6a900fa2b585dd299e03d12fa4293bc");
    log.topics = {original.topics()[0], word("70997970c51812dc3a010c7d01b50e0d17dc79c8")};
    log.data = log.data.substr(32, 32) + std::string(gracy::base::text_of(recipient));
    EXPECT_EQ(to_hex_text(original.decode(log)->account.value()),
              std::string("0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"));
    EXPECT(!original.decode(log)->sequence);
}

TEST(a_season_is_created_and_cancelled_by_nobody_s_account) {
    const EventForms& forms = EventForms::of_season_staking();
    EXPECT(forms.have_sequence() && forms.have_seasons() && !EventForms::of_gracy_staking().have_seasons());
    // contracts/README.md's table, and what solc puts into the contract.
    EXPECT_EQ(to_hex_text(forms.topics()[0]),
              std::string("0x3a03c9442b1ac8339974e59bd83f6343d2714629c813d7a9a27b03c4d3b6ac84"));
    EXPECT_EQ(to_hex_text(forms.topics()[3]),
              std::string("0x8ebacc99ad62bed85437aae99988811e3d397e56cc88bd5c557e5648aa7c78e2"));
    EXPECT_EQ(to_hex_text(forms.topics()[4]),
              std::string("0xc9cdfa8bc5e3600440505504bc4ec8da48e2e8470867c66b5d3d37d2e150754f"));
    Log log;
    log.topics = {forms.topics()[3], word("2")};
    for (const char* value : {"68df5780", "6956f680", "d3c21bcecceda1000000"}) {
        const Hash bytes = word(value);
        log.data += gracy::base::text_of(bytes);
    }
    const auto created = forms.decode(log);
    EXPECT_EQ(created->kind, std::string_view("season_created"));
    EXPECT(!created->account && !created->sequence);
    EXPECT_EQ(created->season.value(), std::int64_t{2});
    EXPECT_EQ(created->starts_at.value(), std::int64_t{1759467392});
    EXPECT_EQ(created->ends_at.value(), std::int64_t{1767306880});
    EXPECT_EQ(created->amount, std::string("1000000000000000000000000"));
    log.topics[0] = forms.topics()[4];
    log.data = log.data.substr(64);
    const auto cancelled = forms.decode(log);
    EXPECT_EQ(cancelled->kind, std::string_view("season_cancelled"));
    EXPECT_EQ(cancelled->season.value(), std::int64_t{2});
    EXPECT(!cancelled->starts_at && !cancelled->ends_at);
}

TEST(a_season_has_a_number_and_times_that_are_some) {
    const EventForms& forms = EventForms::of_season_staking();
    const auto created = [&](std::string_view number, std::string_view start, std::string_view end) {
        Log log;
        log.topics = {forms.topics()[3], word(number)};
        for (const std::string_view value : {start, end, std::string_view("1")}) {
            const Hash bytes = word(value);
            log.data += gracy::base::text_of(bytes);
        }
        return forms.decode(log);
    };
    EXPECT(created("1", "1", "3afff4417f").has_value());
    EXPECT_THROW(AbiError, created("0", "1", "2"));
    EXPECT_THROW(AbiError, created("8000000000000000", "1", "2"));
    EXPECT_THROW(AbiError, created("1", "0", "2"));
    EXPECT_THROW(AbiError, created("1", "1", "3afff44180"));
    EXPECT_THROW(AbiError, created("1", "1", "ffffffffffffffff"));
}

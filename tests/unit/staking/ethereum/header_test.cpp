#include "staking/ethereum/header.hpp"
#include "ethereum_vectors.hpp"
#include "test.hpp"

using namespace gracy::staking;
using namespace gracy::staking::ethereum;
using gracy::base::Json;
using gracy::test::copy_of;
using gracy::test::ethereum_nodes;
using gracy::test::ethereum_vectors;
using gracy::test::set;

namespace {

const HeaderForms forms;
constexpr const char* other_word = "0x1111111111111111111111111111111111111111111111111111111111111111";

Json prague_block() {
    return copy_of(ethereum_vectors("anvil_prague")["blocks"][1]["block"]);
}

Doubt doubt_of(const Json& block, const HeaderForms& known = forms) {
    const auto header = known.verify(block.view());
    EXPECT(!header.has_value());
    return header.error().doubt;
}

}  // namespace

TEST(headers_of_every_fork_of_two_implementations_have_their_hash) {
    for (const char* name : ethereum_nodes) {
        const auto vectors = ethereum_vectors(name);
        for (const auto vector : vectors["blocks"].elements()) {
            const auto header = forms.verify(vector["block"]);
            EXPECT(header.has_value());
            EXPECT_EQ(to_hex_text(header->hash), std::string(vector["block"]["hash"].string().value()));
            EXPECT_EQ(to_hex_text(header->parent), std::string(vector["block"]["parentHash"].string().value()));
            EXPECT_EQ(fmt::format("{:#x}", header->number), std::string(vector["block"]["number"].string().value()));
            EXPECT_EQ(fmt::format("{:#x}", header->time), std::string(vector["block"]["timestamp"].string().value()));
        }
    }
}

TEST(a_header_of_amsterdam_has_its_hash) {
    const auto vectors = ethereum_vectors("hand_built");
    EXPECT_EQ(forms.verify(vectors["amsterdam"]).value().number, std::int64_t{0x1800000});
}

TEST(a_changed_field_of_a_known_fork_is_a_lie) {
    for (const char* field : {"parentHash", "stateRoot", "transactionsRoot", "receiptsRoot", "mixHash", "sha3Uncles",
                              "withdrawalsRoot", "parentBeaconBlockRoot", "requestsHash", "hash"}) {
        const Json block = prague_block();
        set(block.view(), field, other_word);
        EXPECT(doubt_of(block) == Doubt::contradicted);
    }
    for (const char* field :
         {"number", "timestamp", "gasUsed", "gasLimit", "difficulty", "baseFeePerGas", "blobGasUsed"}) {
        const Json block = prague_block();
        set(block.view(), field, "0x7");
        EXPECT(doubt_of(block) == Doubt::contradicted);
    }
    const Json amsterdam = copy_of(ethereum_vectors("hand_built")["amsterdam"]);
    set(amsterdam.view(), "slotNumber", "0x1");
    EXPECT(doubt_of(amsterdam) == Doubt::contradicted);
}

TEST(a_header_of_a_fork_that_is_not_known_cannot_be_verified_and_is_no_lie) {
    const Json block = prague_block();
    set(block.view(), "hash", other_word);
    set(block.view(), "inclusionListRoot", other_word);
    EXPECT(doubt_of(block) == Doubt::unknown_form);
}

TEST(a_number_beyond_what_any_chain_has_cannot_be_verified_and_is_no_lie) {
    const std::string beyond = "0x" + std::string(64, 'f');
    for (const char* field : {"number", "timestamp"}) {
        const Json block = prague_block();
        set(block.view(), field, beyond.c_str());
        EXPECT(doubt_of(block) == Doubt::unknown_form);
    }
}

TEST(a_field_that_is_left_out_cannot_be_verified_and_is_no_lie) {
    for (const char* field : {"requestsHash", "blobGasUsed", "withdrawalsRoot", "baseFeePerGas"}) {
        const Json block = prague_block();
        set(block.view(), field, nullptr);
        // Without the last one it has exactly the fields of the fork before.
        const bool is_last = std::string_view(field) == "requestsHash";
        EXPECT(doubt_of(block) == (is_last ? Doubt::contradicted : Doubt::unknown_form));
    }
}

TEST(members_that_no_header_has_do_not_disturb_one_that_has_its_hash) {
    const Json block = prague_block();
    set(block.view(), "author", "0x0000000000000000000000000000000000000000");
    set(block.view(), "blockAccessListHash", other_word);  // of a fork that has not come
    set(block.view(), "slotNumber", "0x0");
    EXPECT(forms.verify(block.view()).has_value());
}

TEST(fields_of_a_fork_to_come_can_be_configured) {
    HeaderForms later;
    later.append({{{"inclusionListRoot", FieldKind::bytes32}}});
    const Json block = copy_of(ethereum_vectors("hand_built")["amsterdam"]);
    EXPECT(later.verify(block.view()).has_value());
    set(block.view(), "inclusionListRoot", other_word);
    EXPECT(later.verify(block.view()).has_value());  // the fork has not come yet
    set(block.view(), "hash", other_word);
    EXPECT(doubt_of(block) == Doubt::unknown_form);
    EXPECT(doubt_of(block, later) == Doubt::contradicted);
}

TEST(a_block_without_a_field_or_with_a_malformed_one_is_malformed) {
    for (const char* field : {"hash", "parentHash", "logsBloom", "nonce", "extraData", "number"}) {
        const Json block = prague_block();
        set(block.view(), field, nullptr);
        EXPECT(doubt_of(block) == Doubt::malformed);
        set(block.view(), field, "0x0g");
        EXPECT(doubt_of(block) == Doubt::malformed);
    }
    const Json block = prague_block();
    for (const char* number :
         {"7", "0x07", "0x", "-0x1", "0x-1", "0x10000000000000000000000000000000000000000000000000000000000000000"}) {
        set(block.view(), "gasUsed", number);
        EXPECT(doubt_of(block) == Doubt::malformed);
    }
    EXPECT(doubt_of(Json::parse("[]")) == Doubt::malformed);
}

#include "staking/ethereum/proof.hpp"
#include "ethereum_vectors.hpp"
#include "test.hpp"

#include <vector>

using namespace gracy::staking;
using namespace gracy::staking::ethereum;
using gracy::base::Json;
using gracy::base::JsonView;
using gracy::test::copy_of;
using gracy::test::ethereum_nodes;
using gracy::test::ethereum_vectors;

namespace {

/// A proof of a slot that holds something, and of one that does not.
struct Proven {
    Json json = ethereum_vectors("anvil_prague");
    JsonView vector = json["proofs"][0];
    Hash root = parse_hex<32>(json["state_root"].string().value()).value();

    Verified<ProvenWords> verify() const { return verify({slot()}); }
    Verified<ProvenWords> verify(const std::vector<Hash>& slots) const {
        return verify_storage(vector["result"], root, parse_hex<20>(vector["contract"].string().value()).value(),
                              slots);
    }
    Hash slot() const { return parse_hex<32>(vector["slot"].string().value()).value(); }
    Doubt doubt() const {
        const auto word = verify();
        EXPECT(!word.has_value());
        return word.error().doubt;
    }
    json_t* nodes(const char* of) const {
        const JsonView result = vector["result"];
        const JsonView list =
            of == std::string_view("account") ? result["accountProof"] : result["storageProof"][0]["proof"];
        return const_cast<json_t*>(list.get());
    }
};

// Keccak-256 of nothing.
constexpr std::string_view no_code = "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";

std::string word_text(std::string_view quantity) {
    const auto digits = quantity.substr(2);
    return "0x" + std::string(64 - digits.size(), '0') + std::string(digits);
}

/// The node with its last digit changed.
json_t* tampered(json_t* nodes, std::size_t index) {
    std::string text = json_string_value(json_array_get(nodes, index));
    text.back() = text.back() == '0' ? '1' : '0';
    return json_string(text.c_str());
}

}  // namespace

TEST(words_of_storage_and_their_absence_are_proven_for_every_fork_of_two_implementations) {
    for (const char* name : ethereum_nodes) {
        const auto vectors = ethereum_vectors(name);
        const auto root = parse_hex<32>(vectors["state_root"].string().value()).value();
        EXPECT_EQ(vectors["proofs"].size(), std::size_t{5});
        for (const auto vector : vectors["proofs"].elements()) {
            const auto word =
                verify_storage(vector["result"], root, parse_hex<20>(vector["contract"].string().value()).value(),
                               std::vector{parse_hex<32>(vector["slot"].string().value()).value()});
            EXPECT(word.has_value());
            // Some vectors have storage and no code, as a state that was written by hand may.
            EXPECT_EQ(word->is_contract, vector["result"]["codeHash"].string() != no_code);
            EXPECT_EQ(to_hex_text(word->words.at(0)), word_text(vector["word"].string().value()));
        }
    }
}

TEST(a_tampered_node_is_a_lie) {
    for (const char* of : {"account", "storage"}) {
        const Proven proven;
        const std::size_t count = json_array_size(proven.nodes(of));
        EXPECT(count > 1);
        for (std::size_t i = 0; i < count; ++i) {
            const Proven changed;
            json_array_set_new(changed.nodes(of), i, tampered(changed.nodes(of), i));
            EXPECT(changed.doubt() == Doubt::contradicted);
        }
    }
}

TEST(a_proof_of_another_block_is_a_lie) {
    Proven proven;
    proven.root[0] ^= std::byte{1};
    EXPECT(proven.doubt() == Doubt::contradicted);
}

TEST(a_proof_of_another_slot_proves_nothing_about_this_one) {
    const Proven proven;
    Hash other = parse_hex<32>(proven.vector["slot"].string().value()).value();
    other[31] = std::byte{77};
    const auto word =
        verify_storage(proven.vector["result"], proven.root,
                       parse_hex<20>(proven.vector["contract"].string().value()).value(), std::vector{other});
    // Either the nodes on the way show that nothing is there, or they lead elsewhere.
    EXPECT(!word.has_value() || word->words.at(0) == Hash{});
}

TEST(a_proof_that_ends_early_is_no_lie_because_nodes_without_the_state_answer_so) {
    for (const char* of : {"account", "storage"}) {
        const Proven shorter;
        json_array_remove(shorter.nodes(of), json_array_size(shorter.nodes(of)) - 1);
        EXPECT(shorter.doubt() == Doubt::unknown_form);
        const Proven empty;
        json_array_clear(empty.nodes(of));
        EXPECT(empty.doubt() == Doubt::unknown_form);
    }
}

TEST(values_that_are_claimed_beside_the_proof_are_not_read) {
    const Proven proven;
    const Hash before = proven.verify().value().words.at(0);
    gracy::test::set(proven.vector["result"]["storageProof"][0], "value", "0x1");
    gracy::test::set(proven.vector["result"], "storageHash", nullptr);
    gracy::test::set(proven.vector["result"], "balance", "0xffff");
    EXPECT(proven.verify().value().words.at(0) == before);
}

TEST(proofs_that_are_too_long_or_none_are_malformed) {
    const Proven many;
    while (json_array_size(many.nodes("account")) < 66) {
        json_array_append(many.nodes("account"), json_array_get(many.nodes("account"), 0));
    }
    EXPECT(many.doubt() == Doubt::malformed);
    const Proven large;
    json_array_set_new(large.nodes("storage"), 0, json_string(("0x" + std::string(2050, '0')).c_str()));
    EXPECT(large.doubt() == Doubt::malformed);
    EXPECT(verify_storage(Json::parse("{}").view(), Hash{}, Address{}, std::vector{Hash{}}).error().doubt ==
           Doubt::malformed);
}

TEST(several_words_are_proven_together_or_none_is) {
    const auto other_proof = [](const Proven& of) {
        return json_deep_copy(of.vector["result"]["storageProof"][0].get());
    };
    Proven empty;
    empty.vector = empty.json["proofs"][1];
    const Proven proven;
    json_t* const list = const_cast<json_t*>(proven.vector["result"]["storageProof"].get());
    json_array_append_new(list, other_proof(empty));
    const std::vector slots{proven.slot(), empty.slot()};
    const auto words = proven.verify(slots);
    EXPECT(words.has_value());
    EXPECT_EQ(to_hex_text(words->words.at(0)), word_text(proven.vector["word"].string().value()));
    EXPECT_EQ(to_hex_text(words->words.at(1)), word_text(empty.vector["word"].string().value()));
    // In another order they prove nothing of the first.
    const auto swapped = proven.verify({empty.slot(), proven.slot()});
    EXPECT(!swapped.has_value() || swapped->words.at(0) != words->words.at(1));
    json_t* const nodes = json_object_get(json_array_get(list, 1), "proof");
    json_array_set_new(nodes, 0, tampered(nodes, 0));
    EXPECT(proven.verify(slots).error().doubt == Doubt::contradicted);
    json_array_remove(list, 1);
    EXPECT(proven.verify(slots).error().doubt == Doubt::malformed);
}

TEST(where_no_contract_is_the_storage_is_empty_and_that_is_said) {
    const Proven proven;
    Address nobody = parse_hex<20>(proven.vector["contract"].string().value()).value();
    nobody[0] ^= std::byte{1};
    const auto word =
        verify_storage(proven.vector["result"], proven.root, nobody, std::vector{proven.slot(), proven.slot()});
    // Either the nodes on the way show that nobody is there, or they lead elsewhere.
    EXPECT(!word.has_value() || (!word->is_contract && word->words == std::vector<Hash>(2)));
}

#include "staking/ethereum/trie.hpp"
#include "ethereum_vectors.hpp"
#include "staking/address.hpp"
#include "test.hpp"

using namespace gracy::staking;
using namespace gracy::staking::ethereum;
using gracy::test::ethereum_vectors;

TEST(an_empty_trie_has_the_root_that_everybody_knows) {
    EXPECT_EQ(to_hex_text(empty_root()),
              std::string("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"));
    EXPECT(list_root({}) == empty_root());
}

TEST(lists_of_any_length_have_the_roots_that_another_implementation_gives) {
    const auto vectors = ethereum_vectors("hand_built");
    EXPECT_EQ(vectors["lists"].size(), std::size_t{12});
    for (const auto vector : vectors["lists"].elements()) {
        std::vector<std::string> items;
        for (std::int64_t i = 0; i < vector["count"].integer().value(); ++i) {
            items.emplace_back();
            for (std::int64_t n = 0; n <= i % 7; ++n) {
                items.back() += fmt::format("item {} ", i);
            }
        }
        EXPECT_EQ(to_hex_text(list_root(items)), std::string(vector["root"].string().value()));
    }
}

TEST(a_proof_that_leads_nowhere_ends) {
    const std::vector<std::string> nodes = {std::string("\xc2\x00\xc0", 3)};
    const auto root = keccak256(gracy::base::bytes_of(nodes[0]));
    const auto proven = prove_key(root, Hash{}, nodes);
    EXPECT(!proven.has_value());
    EXPECT(proven.error().doubt == Doubt::unknown_form);
}

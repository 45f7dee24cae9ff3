#include "base/hash.hpp"

#include "test.hpp"

#include <bit>
#include <set>
#include <string>

using namespace gracy::base;

TEST(hashes_of_prefixes_and_padding_differ) {
    std::set<std::uint64_t> seen;
    const std::string zeros(100, '\0');
    for (std::size_t size = 0; size <= zeros.size(); ++size) {
        seen.insert(hash64(bytes_of(std::string_view(zeros).substr(0, size))));
    }
    EXPECT_EQ(seen.size(), zeros.size() + 1);
}

TEST(the_seed_changes_the_hash) {
    EXPECT(hash64(bytes_of("text"), 1) != hash64(bytes_of("text"), 2));
    EXPECT_EQ(hash64(bytes_of("text"), 1), hash64(bytes_of("text"), 1));
}

TEST(one_flipped_bit_flips_about_half_of_the_hash) {
    std::string text = "a text of forty-odd bytes, three rounds of it";
    const std::uint64_t before = hash64(bytes_of(text));
    for (char& c : text) {
        for (int bit = 0; bit < 8; ++bit) {
            c = static_cast<char>(c ^ 1 << bit);
            const int flipped = std::popcount(before ^ hash64(bytes_of(text)));
            EXPECT(flipped > 12 && flipped < 52);
            c = static_cast<char>(c ^ 1 << bit);
        }
    }
}

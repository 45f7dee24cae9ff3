#include "base/random.hpp"

#include "test.hpp"

#include <algorithm>
#include <array>
#include <set>

using namespace gracy::base;

TEST(random_bytes_differ_from_call_to_call) {
    EXPECT(random_bytes<32>() != random_bytes<32>());
}

TEST(more_random_bytes_than_one_system_call_gives_are_all_filled) {
    std::string bytes(1 << 16, '\0');
    fill_random(std::as_writable_bytes(std::span(bytes)));
    // The chance of as many zeros in a row is 2^-256.
    EXPECT(bytes.find(std::string(32, '\0')) == std::string::npos);
}

TEST(base62_uses_every_letter_about_equally) {
    const std::string text = random_base62(62000);
    EXPECT_EQ(text.size(), 62000U);
    std::array<int, 256> counts{};
    for (const char c : text) {
        ++counts[static_cast<unsigned char>(c)];
    }
    const auto used = std::ranges::count_if(counts, [](int count) { return count > 0; });
    EXPECT_EQ(used, 62);
    // 1,000 are expected and the standard deviation is 31: ten of those.
    EXPECT(std::ranges::none_of(counts, [](int count) { return count != 0 && (count < 690 || count > 1310); }));
}

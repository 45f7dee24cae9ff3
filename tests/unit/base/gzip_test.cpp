#include "base/gzip.hpp"
#include "test.hpp"

#include <string>
#include <string_view>

using namespace gracy::base;

namespace {

using namespace std::string_view_literals;

constexpr std::string_view text = R"({"data":[]})";
// As gzip(1) writes it.
constexpr std::string_view compressed =
    "\037\213\010\000\000\000\000\000\002\003\253\126\112\111\054\111\124\262\212\216\255\005\000\224\144\262\136\013\000\000\000"sv;

/// 300,000 times the letter a, in less than a kilobyte.
constexpr std::string_view bomb =
    "\037\213\010\000\000\000\000\000\002\003\355\301\001\015\000\000\000\302\240\254\357\137\302\036\016\050\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\000\370\061\137\362\116\364\340\223\004\000"sv;

}  // namespace

TEST(compressed_text_is_inflated) {
    EXPECT_EQ(gunzip(bytes_of(compressed), 1000).value_or(""), text);
    EXPECT_EQ(gunzip(bytes_of(compressed), text.size()).value_or(""), text);
    EXPECT_EQ(gunzip(bytes_of(bomb), 300'000).value_or(""), std::string(300'000, 'a'));
}

TEST(no_more_is_inflated_than_is_allowed) {
    EXPECT(!gunzip(bytes_of(compressed), text.size() - 1).has_value());
    EXPECT(!gunzip(bytes_of(compressed), 0).has_value());
    EXPECT(!gunzip(bytes_of(bomb), 299'999).has_value());
}

TEST(what_is_no_whole_gzip_file_is_nothing) {
    for (const std::string& other :
         {std::string(), std::string(text), std::string(compressed.substr(0, compressed.size() - 1)),
          std::string(compressed) + "x", std::string(compressed.substr(1))}) {
        EXPECT(!gunzip(bytes_of(other), 1000).has_value());
    }
    std::string damaged(compressed);
    damaged[compressed.size() - 6] ^= 1;
    EXPECT(!gunzip(bytes_of(damaged), 1000).has_value());
}

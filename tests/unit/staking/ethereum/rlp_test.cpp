#include "staking/ethereum/rlp.hpp"
#include "test.hpp"

#include <random>

using namespace gracy::staking::ethereum;
using gracy::base::Bytes;
using gracy::base::bytes_of;
using gracy::base::text_of;

namespace {

std::string encoded(std::string_view text) {
    std::string out;
    append_rlp(out, bytes_of(text));
    return out;
}

std::string encoded(std::uint64_t number) {
    std::string out;
    append_rlp(out, number);
    return out;
}

}  // namespace

// The examples of ethereum.org's page about RLP.
TEST(strings_numbers_and_lists_are_encoded_as_the_specification_shows) {
    EXPECT_EQ(encoded("dog"), std::string("\x83") + "dog");
    EXPECT_EQ(encoded(""), std::string("\x80"));
    EXPECT_EQ(encoded(0), std::string("\x80"));
    EXPECT_EQ(encoded(15), std::string("\x0f"));
    EXPECT_EQ(encoded(1024), std::string("\x82\x04\x00", 3));
    EXPECT_EQ(encoded(std::string_view("\0", 1)), std::string("\0", 1));
    EXPECT_EQ(rlp_list(""), std::string("\xc0"));
    EXPECT_EQ(rlp_list(encoded("cat") + encoded("dog")), std::string("\xc8\x83") + "cat\x83" + "dog");
    const std::string lorem = "Lorem ipsum dolor sit amet, consectetur adipisicing elit";
    EXPECT_EQ(encoded(lorem), std::string("\xb8\x38") + lorem);
}

TEST(what_is_written_is_read) {
    for (const std::size_t size : {0, 1, 2, 55, 56, 255, 256, 65'535, 65'536}) {
        const std::string text(size, 'x');
        const std::string bytes = encoded(text);
        const auto item = parse_rlp(bytes_of(bytes));
        EXPECT(item && !item->is_list);
        EXPECT(text_of(item->content) == text);
        const std::string list = rlp_list(bytes);
        const auto outer = parse_rlp(bytes_of(list));
        EXPECT(outer && outer->is_list);
        EXPECT(text_of(outer->content) == bytes && text_of(outer->whole) == list);
    }
}

TEST(items_are_taken_one_after_the_other) {
    const std::string bytes = encoded("cat") + rlp_list(encoded(7)) + encoded("dog");
    Bytes rest = bytes_of(bytes);
    EXPECT_EQ(text_of(take_rlp(rest)->content), "cat");
    EXPECT(take_rlp(rest)->is_list);
    EXPECT_EQ(text_of(take_rlp(rest)->content), "dog");
    EXPECT(rest.empty() && !take_rlp(rest));
}

TEST(what_is_cut_or_not_canonical_is_refused) {
    using namespace std::string_view_literals;
    for (const auto bytes : {
             ""sv,
             "\x83"
             "do"sv,  // shorter than it says
             "\xc8\x83"
             "cat"sv,
             "\xb8"sv,  // the length itself is cut
             "\xb9\x01"sv,
             "\xbf\xff\xff\xff\xff\xff\xff\xff\xff"sv,  // 2^64-1 bytes
             "\xff\xff\xff\xff\xff\xff\xff\xff\xff"
             "x"sv,
             "\x81\x05"sv,  // stands for itself
             "\xb8\x05"
             "short"sv,  // a long form for a short string
             "\xf8\x01\x05"sv,
             "\xb9\x00\x38"
             "Lorem ipsum dolor sit amet, consectetur adipisicing elit"sv,  // a leading zero
         }) {
        Bytes rest = bytes_of(bytes);
        EXPECT(!take_rlp(rest));
        EXPECT_EQ(rest.size(), bytes.size());
    }
    EXPECT(
        !parse_rlp(bytes_of("\x83"
                            "dogs"sv)));  // something behind it
}

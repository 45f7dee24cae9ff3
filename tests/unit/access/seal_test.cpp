#include "access/seal.hpp"

#include "test.hpp"

using namespace gracy;

namespace {

const access::Key key = access::Keys::derive(std::string(32, 'k')).notes.current.key;
const access::Key other_key = access::Keys::derive(std::string(32, 'x')).notes.current.key;

}  // namespace

TEST(what_was_sealed_opens_where_it_belongs) {
    for (const std::string_view text : {"", "오늘은 좀 지쳤어요", "a"}) {
        EXPECT_EQ(access::open_sealed(key, "here", access::seal(key, "here", text)).value(), text);
    }
}

TEST(it_opens_nowhere_else_and_with_no_other_key) {
    const auto sealed = access::seal(key, "here", "note");
    EXPECT(!access::open_sealed(key, "there", sealed));
    EXPECT(!access::open_sealed(other_key, "here", sealed));
}

TEST(a_changed_byte_anywhere_is_noticed) {
    const auto sealed = access::seal(key, "here", "note");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] ^= std::byte{1};
        EXPECT(!access::open_sealed(key, "here", changed));
        EXPECT(!access::open_sealed(key, "here", base::Bytes(sealed).first(i)));
    }
}

TEST(the_same_text_is_sealed_differently_each_time) {
    EXPECT(access::seal(key, "here", "note") != access::seal(key, "here", "note"));
}

#include "access/write_mark.hpp"

#include "request.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::access;
using namespace std::chrono_literals;

namespace {

const Keys keys = Keys::derive(std::string(32, 'k'));
const base::Timestamp now{1'800'000'000s};

}  // namespace

TEST(a_mark_counts_for_five_seconds) {
    const std::string mark = new_write_mark(keys, now);
    EXPECT(is_write_mark(keys, now, mark));
    EXPECT(is_write_mark(keys, now + 4999ms, mark));
    EXPECT(!is_write_mark(keys, now + 5s, mark));
}

TEST(a_mark_from_too_far_ahead_does_not_count) {
    EXPECT(is_write_mark(keys, now - 4s, new_write_mark(keys, now)));
    EXPECT(!is_write_mark(keys, now - 6s, new_write_mark(keys, now)));
}

TEST(nobody_else_can_make_a_mark) {
    const std::string mark = new_write_mark(keys, now);
    EXPECT(!is_write_mark(Keys::derive(std::string(32, 'x')), now, mark));
    for (std::size_t i = 0; i < mark.size(); ++i) {
        std::string changed = mark;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT(!is_write_mark(keys, now, changed));
    }
    for (const char* text : {"", "x", "AAAA"}) {
        EXPECT(!is_write_mark(keys, now, text));
    }
}

TEST(a_mark_is_carried_by_header_or_cookie) {
    const std::string mark = new_write_mark(keys, now);
    const std::string cookies = "a=b; Gracy-Write-Mark=" + mark;
    EXPECT(carries_write_mark(keys, now, *test::make_request({.headers = {{"gracy-write-mark", mark}}})));
    EXPECT(carries_write_mark(keys, now, *test::make_request({.headers = {{"Cookie", cookies}}})));
    EXPECT(!carries_write_mark(keys, now, *test::make_request({})));
    EXPECT(carries_write_mark(keys, now,
                              *test::make_request({.headers = {{"Gracy-Write-Mark", "old"}, {"Cookie", cookies}}})));
}

TEST(a_mark_is_given_as_header_and_cookie) {
    http::Response response = http::Response::empty(204);
    add_write_mark(keys, now, *test::make_request({.secure = true}), response);
    const std::string mark = test::header_of(response, "Gracy-Write-Mark").value();
    EXPECT(is_write_mark(keys, now, mark));
    EXPECT_EQ(test::header_of(response, "Set-Cookie").value(),
              "Gracy-Write-Mark=" + mark + "; Path=/; Max-Age=5; HttpOnly; SameSite=Lax; Secure");
    http::Response plain = http::Response::empty(204);
    add_write_mark(keys, now, *test::make_request({}), plain);
    EXPECT(!test::header_of(plain, "Set-Cookie")->contains("Secure"));
}

TEST(a_short_secret_gives_no_keys) {
    EXPECT_THROW(std::invalid_argument, Keys::derive(std::string(31, 'k')));
}

TEST(every_use_has_a_key_of_its_own) {
    EXPECT(keys.cursor != keys.write_mark);
    EXPECT(keys.cursor != keys.fingerprint);
    EXPECT(keys.cursor == Keys::derive(std::string(32, 'k')).cursor);
}

#include "http/cursor.hpp"

#include "test.hpp"

#include <array>

using namespace gracy;
using namespace gracy::http;

namespace {

constexpr std::array<std::byte, 32> key{std::byte{1}};
constexpr std::array<std::byte, 32> other_key{std::byte{2}};

CursorScope scope(char list = 'm', std::uint64_t filter = 7) {
    return {.key = key, .list = list, .filter = filter};
}

}  // namespace

TEST(a_cursor_gives_back_its_values) {
    ValuePacker packer;
    packer.add("김민수");
    packer.add(std::int64_t{-5});
    packer.add(base::Timestamp(std::chrono::microseconds(123)));
    const auto opened = open_cursor(scope(), seal_cursor(scope(), packer.bytes()));
    ValueUnpacker unpacker(opened.value());
    std::string name;
    std::int64_t id = 0;
    base::Timestamp at;
    unpacker.take(name);
    unpacker.take(id);
    unpacker.take(at);
    EXPECT(unpacker.finished());
    EXPECT_EQ(name, "김민수");
    EXPECT_EQ(id, -5);
    EXPECT_EQ(at.time_since_epoch().count(), 123);
}

TEST(a_cursor_with_one_letter_changed_is_forged) {
    const std::string cursor = seal_cursor(scope(), "values");
    for (std::size_t at = 0; at < cursor.size(); ++at) {
        std::string changed = cursor;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        EXPECT(open_cursor(scope(), changed).error() == CursorDefect::forged);
    }
}

TEST(a_cursor_that_was_cut_or_grown_is_forged) {
    const std::string cursor = seal_cursor(scope(), "values");
    for (std::size_t size = 0; size < cursor.size(); ++size) {
        EXPECT(open_cursor(scope(), cursor.substr(0, size)).error() == CursorDefect::forged);
    }
    EXPECT(open_cursor(scope(), cursor + "A").error() == CursorDefect::forged);
    EXPECT(open_cursor(scope(), "not a cursor").error() == CursorDefect::forged);
}

TEST(a_cursor_of_another_service_is_forged) {
    EXPECT(open_cursor({.key = other_key, .list = 'm', .filter = 7}, seal_cursor(scope(), "v")).error() ==
           CursorDefect::forged);
}

TEST(a_cursor_of_another_list_or_filter_does_not_fit) {
    const std::string cursor = seal_cursor(scope('m', 7), "values");
    EXPECT(open_cursor(scope('k', 7), cursor).error() == CursorDefect::mismatch);
    EXPECT(open_cursor(scope('m', 8), cursor).error() == CursorDefect::mismatch);
}

TEST(values_that_do_not_fit_are_noticed) {
    ValuePacker packer;
    packer.add(std::int64_t{1});
    std::string name;
    std::int64_t id = 0;
    ValueUnpacker too_few(packer.bytes());
    EXPECT(!too_few.finished());
    ValueUnpacker wrong(std::string_view(packer.bytes()).substr(0, 7));
    wrong.take(id);
    EXPECT(!wrong.finished());
    ValueUnpacker text("\xff\xff\xff\xff");
    text.take(name);
    EXPECT(!text.finished());
}

TEST(filters_differ_in_every_part_and_in_their_order) {
    const auto hash = [](std::string_view a, std::string_view b) { return FilterHash().add(a).add(b).value(); };
    EXPECT(hash("a", "b") != hash("b", "a"));
    EXPECT(hash("ab", "") != hash("a", "b"));
    EXPECT(hash("", "") != FilterHash().add("").value());
    EXPECT(FilterHash().add(1).value() != FilterHash().add(2).value());
}

#include "hr/recognition/kudos_filter.hpp"

#include "http/problem.hpp"
#include "test.hpp"

using namespace gracy;
using hr::KudosFilter;

namespace {

KudosFilter filter_of(std::string_view text) {
    http::QueryReader query(text);
    KudosFilter filter = KudosFilter::read(query);
    query.finish();
    return filter;
}

std::string refusal(std::string_view text) {
    return EXPECT_THROW(http::Problem, filter_of(text)).errors().front().code;
}

}  // namespace

TEST(a_filter_without_parameters_lets_every_gift_through) {
    EXPECT(filter_of("").is_open());
    for (const std::string_view text : {"q=ab", "giver_id=1", "receiver_id=1", "department_id=1", "value=Craft",
                                        "since=2026-11-01T00:00:00Z", "until=2026-11-01T00:00:00Z"}) {
        EXPECT(!filter_of(text).is_open());
    }
}

TEST(a_search_in_messages_wants_two_letters_in_a_row) {
    EXPECT_EQ(*filter_of("q=ab").q, "ab");
    EXPECT_EQ(*filter_of("q=a+bc").q, "a bc");
    EXPECT_EQ(*filter_of("q=%ED%95%98%EB%A7%88").q, "하마");
    for (const std::string_view text : {"q=a", "q=a+b", "q=+", "q=%ED%95%98", "q=%ED%95%98%E3%80%80%EB%A7%88"}) {
        EXPECT_EQ(refusal(text), "bad_length");
    }
}

TEST(a_cursor_of_one_filter_of_gifts_is_none_of_another) {
    EXPECT(filter_of("giver_id=1").hash().value() != filter_of("receiver_id=1").hash().value());
    EXPECT(filter_of("q=ab").hash().value() != filter_of("value=ab").hash().value());
    EXPECT_EQ(filter_of("q=ab&giver_id=1").hash().value(), filter_of("giver_id=1&q=ab").hash().value());
}

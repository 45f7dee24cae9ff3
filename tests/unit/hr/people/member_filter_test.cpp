#include "hr/people/member_filter.hpp"

#include "http/problem.hpp"
#include "test.hpp"

using namespace gracy;
using hr::MemberFilter;

namespace {

MemberFilter filter_of(std::string_view text) {
    http::QueryReader query(text);
    MemberFilter filter = MemberFilter::read(query);
    query.finish();
    return filter;
}

std::string refusal(std::string_view text) {
    return EXPECT_THROW(http::Problem, filter_of(text)).errors().front().code;
}

}  // namespace

TEST(without_parameters_nothing_is_narrowed) {
    const MemberFilter filter = filter_of("");
    EXPECT(!filter.q && !filter.department_id && !filter.status);
}

TEST(all_is_every_status) {
    EXPECT(!filter_of("status=all").status);
    EXPECT_EQ(filter_of("status=on_leave").status.value(), "on_leave");
    EXPECT_EQ(refusal("status=gone"), "not_one_of");
}

TEST(a_search_for_nothing_is_refused) {
    for (const char* text : {"q=", "q=%20", "q=+%09", "q=%E3%80%80", "q=%C2%A0%20%E3%80%80"}) {
        EXPECT_EQ(refusal(text), "bad_length");
    }
    EXPECT_EQ(filter_of("q=%20a%20").q.value(), " a ");
    EXPECT_EQ(filter_of("q=%E3%84%B1%E3%85%81%E3%85%85").q.value(), "ㄱㅁㅅ");
}

TEST(a_search_is_short) {
    EXPECT_EQ(filter_of("q=" + std::string(100, 'a')).q->size(), 100U);
    EXPECT_EQ(refusal("q=" + std::string(101, 'a')), "bad_length");
}

TEST(filters_that_differ_have_different_cursors) {
    const auto hash = [](std::string_view text) { return filter_of(text).hash().value(); };
    EXPECT_EQ(hash(""), hash("status=all"));
    EXPECT(hash("") != hash("status=active"));
    EXPECT(hash("") != hash("q=a"));
    EXPECT(hash("") != hash("department_id=1"));
    EXPECT(hash("department_id=1") != hash("department_id=2"));
    EXPECT(hash("q=active") != hash("status=active"));
}

TEST(what_narrows_further_needs_another_list) {
    EXPECT(!filter_of("").is_narrow() && !filter_of("q=a&department_id=1&status=left").is_narrow());
    for (const char* text : {"department_tree=true", "team_id=1", "location_id=1", "manager_id=1", "subtree_of=1",
                             "hired_after=2026-01-01", "hired_before=2026-01-01"}) {
        EXPECT(filter_of(text).is_narrow());
        EXPECT(filter_of(text).hash().value() != filter_of("").hash().value());
    }
    EXPECT(filter_of("sort=-hired_on").newest_first && !filter_of("sort=name").newest_first);
    EXPECT(filter_of("manager_id=1").hash().value() != filter_of("subtree_of=1").hash().value());
    EXPECT_EQ(refusal("sort=email"), "not_one_of");
}

TEST(members_are_chosen_by_their_ids) {
    EXPECT(filter_of("").ids.empty() && !filter_of("").is_narrow());
    EXPECT(filter_of("ids=1,23,4").ids == std::vector<std::int64_t>({1, 23, 4}));
    EXPECT(filter_of("ids=1").is_narrow() && filter_of("ids=1").hash().value() != filter_of("ids=2").hash().value());
    for (const char* text : {"ids=", "ids=1,", "ids=,1", "ids=1,,2", "ids=0", "ids=-1", "ids=01", "ids=a"}) {
        EXPECT_EQ(refusal(text), "not_an_id");
    }
    EXPECT_EQ(refusal("ids=1&skill=go"), "not_together");
    std::string many = "ids=1";
    for (int n = 1; n < 100; ++n) {
        many += ",1";
    }
    EXPECT_EQ(filter_of(many).ids.size(), 100U);
    EXPECT_EQ(refusal(many + ",1"), "bad_size");
}

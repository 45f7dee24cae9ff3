#include "hr/announcements/audience.hpp"

#include "test.hpp"

using namespace gracy;

namespace {

/// "pointer code, ..." of everything that is wrong.
std::string wrong(std::string_view text) {
    const base::Json json = base::Json::parse(text);
    std::string all;
    for (const http::FieldError& error : hr::errors_in_audience(json.view(), "#/audience")) {
        all += (all.empty() ? "" : ", ") + error.name + " " + error.code;
    }
    return all;
}

}  // namespace

TEST(every_kind_of_audience_is_taken) {
    EXPECT_EQ(wrong(R"({"all": true})"), "");
    EXPECT_EQ(wrong(R"({"department": "12"})"), "");
    EXPECT_EQ(wrong(R"({"and": [{"or": [{"team": "3"}, {"location": "4"}]}, {"tenure": {"until_months": 12}}]})"), "");
    EXPECT_EQ(wrong(R"({"members": ["1", "2"]})"), "");
    EXPECT_EQ(wrong(R"({"tenure": {"from_months": 12, "until_months": 36}})"), "");
}

TEST(what_is_wrong_is_named_by_its_place) {
    EXPECT_EQ(wrong("{}"), "#/audience one_key");
    EXPECT_EQ(wrong(R"({"all": true, "team": "3"})"), "#/audience one_key");
    EXPECT_EQ(wrong(R"({"all": false})"), "#/audience/all not_true");
    EXPECT_EQ(wrong(R"({"everybody": true})"), "#/audience/everybody unknown_field");
    EXPECT_EQ(wrong(R"({"department": 12})"), "#/audience/department wrong_type");
    EXPECT_EQ(wrong(R"({"or": [{"all": true}, {"team": "x"}]})"), "#/audience/or/1/team not_an_id");
    EXPECT_EQ(wrong(R"({"or": []})"), "#/audience/or bad_size");
    EXPECT_EQ(wrong(R"({"and": [3]})"), "#/audience/and/0 wrong_type");
    EXPECT_EQ(wrong(R"({"members": []})"), "#/audience/members bad_size");
    EXPECT_EQ(wrong(R"({"members": ["1", 2]})"), "#/audience/members/1 wrong_type");
    EXPECT_EQ(wrong(R"({"tenure": {}})"), "#/audience/tenure/from_months required");
    EXPECT_EQ(wrong(R"({"tenure": {"from_months": 12, "until_months": 12}})"),
              "#/audience/tenure/until_months out_of_range");
    EXPECT_EQ(wrong(R"({"tenure": {"months": 1, "from_months": 1}})"), "#/audience/tenure/months unknown_field");
}

TEST(an_audience_is_bounded) {
    EXPECT_EQ(wrong(R"({"or": [{"or": [{"or": [{"all": true}]}]}]})"), "");
    EXPECT_EQ(wrong(R"({"or": [{"or": [{"or": [{"or": [{"all": true}]}]}]}]})"),
              "#/audience/or/0/or/0/or/0/or audience_too_large");
    std::string many = R"({"or": [)";
    for (int i = 0; i < 60; ++i) {
        many += R"({"all": true},)";
    }
    many.back() = ']';
    EXPECT_EQ(wrong(many + "}"), "#/audience/or/49 audience_too_large");
    std::string named = R"({"members": [)";
    for (int i = 1; i <= 1001; ++i) {
        named += "\"" + std::to_string(i) + "\",";
    }
    named.back() = ']';
    EXPECT_EQ(wrong(named + "}"), "#/audience/members audience_too_large");
}

TEST(what_the_audience_names_is_found_again) {
    const base::Json json = base::Json::parse(R"({"or": [{"department": "7"}, {"and": [{"members": ["7", "8"]}]}]})");
    EXPECT_EQ(hr::pointer_to_named(json.view(), "#/audience", "department", "7"), "#/audience/or/0/department");
    EXPECT_EQ(hr::pointer_to_named(json.view(), "#/audience", "members", "8"), "#/audience/or/1/and/0/members/1");
    EXPECT_EQ(hr::pointer_to_named(json.view(), "#/audience", "team", "8"), "#/audience");
}

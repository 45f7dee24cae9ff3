#include "http/form.hpp"

#include "test.hpp"

using namespace gracy::http;

TEST(a_form_is_read_by_name) {
    const auto form = Form::parse("command=%2Fkudos&text=%3C%40U1%7Ckim%3E+thanks&empty=");
    EXPECT_EQ(form->get("command").value(), "/kudos");
    EXPECT_EQ(form->get("text").value(), "<@U1|kim> thanks");
    EXPECT_EQ(form->get("empty").value(), "");
    EXPECT(!form->get("missing"));
}

TEST(the_first_of_several_values_is_given_and_all_are_counted) {
    const auto form = Form::parse("a=1&a=2");
    EXPECT_EQ(form->get("a").value(), "1");
    EXPECT_EQ(form->count("a"), 2U);
    EXPECT_EQ(form->count("b"), 0U);
}

TEST(a_malformed_form_is_none) {
    EXPECT(!Form::parse("a=%zz"));
    EXPECT(!Form::parse("a=%c0%af"));
    EXPECT(!Form::parse("a=%00"));
    std::string many;
    for (std::size_t i = 0; i <= Form::max_fields; ++i) {
        many += "a=1&";
    }
    EXPECT(!Form::parse(many));
    EXPECT(Form::parse("").has_value());
}

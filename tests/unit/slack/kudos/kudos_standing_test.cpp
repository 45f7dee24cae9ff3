#include "slack/kudos/kudos_standing.hpp"
#include "test.hpp"

using namespace gracy;
using slack::standing_question;
using About = slack::StandingQuestion::About;

TEST(ones_own_kudos_are_asked_for_in_both_languages) {
    for (const std::string_view text : {"me", "Me", " 나 ", "내"}) {
        EXPECT(standing_question(text).value().about == About::me);
    }
    EXPECT(!standing_question("me too"));
}

TEST(a_leaderboard_is_asked_for_by_metric_and_period_in_any_order) {
    const auto usual = standing_question("top").value();
    EXPECT(usual.about == About::top);
    EXPECT_EQ(usual.metric, "given");
    EXPECT_EQ(usual.period, "month");
    const auto english = standing_question("TOP week received").value();
    EXPECT_EQ(english.metric, "received");
    EXPECT_EQ(english.period, "week");
    EXPECT(standing_question("순위표").has_value());
    const auto korean = standing_question("순위 받은 분기").value();
    EXPECT_EQ(korean.metric, "received");
    EXPECT_EQ(korean.period, "quarter");
}

TEST(what_is_meant_for_somebody_is_no_question) {
    for (const std::string_view text : {"", "top @mina", "top of the week", "<@U1> top", "나 <@U1> #협업 고마워요"}) {
        EXPECT(!standing_question(text));
    }
}

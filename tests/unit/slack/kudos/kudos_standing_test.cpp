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

TEST(what_can_be_taken_back_is_asked_for_in_both_languages) {
    for (const std::string_view text : {"undo", "취소", "되돌리기"}) {
        EXPECT(standing_question(text).value().about == About::undo);
    }
    EXPECT(!standing_question("undo that, <@U1>"));
}

TEST(a_word_that_names_no_leaderboard_is_kept_to_be_named) {
    const auto english = standing_question("top given qarter").value();
    EXPECT(english.about == About::unclear);
    EXPECT_EQ(english.unknown, "qarter");
    EXPECT_EQ(standing_question("순위 보낸 분긔 또").value().unknown, "분긔");
}

TEST(what_is_meant_for_somebody_is_no_question) {
    for (const std::string_view text : {"", "top @mina", "top work of <@U1>", "<@U1> top", "나 <@U1> #협업 고마워요"}) {
        EXPECT(!standing_question(text));
    }
}

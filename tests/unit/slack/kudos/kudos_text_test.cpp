#include "slack/kudos/kudos_text.hpp"

#include "slack/block_kit/mrkdwn.hpp"
#include "test.hpp"

using namespace gracy::slack;
using Problem = KudosText::Problem;

namespace {

std::string joined(const std::vector<std::string>& ids) {
    std::string text;
    for (const std::string& id : ids) {
        text += (text.empty() ? "" : " ") + id;
    }
    return text;
}

/// "recipients|value|points|message", or "problem|about".
std::string read(std::string_view text) {
    const KudosText kudos = parse_kudos(text);
    if (kudos.problem != Problem::none) {
        static constexpr std::string_view names[] = {
            "none",          "help",           "no_recipient",    "plain_mention",
            "group_mention", "several_values", "points_unusable", "no_message"};
        return std::string(names[static_cast<int>(kudos.problem)]) + "|" + kudos.about;
    }
    return joined(kudos.recipients) + "|" + kudos.value.value_or("-") + "|" + std::to_string(kudos.points) + "|" +
           kudos.message;
}

}  // namespace

TEST(kudos_is_a_mention_a_text_and_a_value) {
    EXPECT_EQ(read("<@U1|mina> thank you for the review #teamwork"), "U1|teamwork|1|thank you for the review");
    EXPECT_EQ(read("<@U1> 배포 도와주셔서 고마워요 #협업"), "U1|협업|1|배포 도와주셔서 고마워요");
}

TEST(kudos_may_be_for_several_people) {
    EXPECT_EQ(read("<@U1> <@W2|jun> thanks #speed"), "U1 W2|speed|1|thanks");
    EXPECT_EQ(read("<@U1>, <@U2> and <@U3> thanks #speed"), "U1 U2 U3|speed|1|thanks");
    EXPECT_EQ(read("<@U1>와 <@U2>님 고마워요 #speed"), "U1 U2|speed|1|고마워요");
    EXPECT_EQ(read("<@U1><@U2> thanks #speed"), "U1 U2|speed|1|thanks");
    EXPECT_EQ(read("<@U1> #speed <@U2> thanks"), "U1 U2|speed|1|thanks");
}

TEST(somebody_mentioned_twice_is_left_for_the_rule_to_refuse) {
    EXPECT_EQ(read("<@U1> <@U1> thanks #speed"), "U1 U1|speed|1|thanks");
}

TEST(mention_inside_the_text_is_no_recipient) {
    EXPECT_EQ(read("<@U1> thanks for helping <@U2|jun> out #care"), "U1|care|1|thanks for helping @jun out");
    EXPECT_EQ(read("big thanks to <@U1|mina> for everything #care"), "U1|care|1|big thanks to @mina for everything");
}

TEST(value_may_stand_anywhere) {
    EXPECT_EQ(read("<@U1> #care thanks"), "U1|care|1|thanks");
    EXPECT_EQ(read("#care <@U1> thanks"), "U1|care|1|thanks");
    EXPECT_EQ(read("<@U1> thanks #care!"), "U1|care|1|thanks");
    EXPECT_EQ(read("<@U1> thanks ＃도전"), "U1|도전|1|thanks");
    EXPECT_EQ(read("<@U1> your #care saved us"), "U1|care|1|your #care saved us");
}

TEST(value_that_was_copied_from_a_message_of_ours_is_the_one_that_it_shows) {
    EXPECT_EQ(read("<@U1> thanks " + styled("#team_spirit")), "U1|team_spirit|1|thanks");
    EXPECT_EQ(read("<@U1> thanks \u200e#team_\u2060spirit\ufeff!"), "U1|team_spirit|1|thanks");
    EXPECT_EQ(read("<@U1> thanks \u2060＃주인\u00ad의식\u2069"), "U1|주인의식|1|thanks");
    EXPECT_EQ(read("<@U1> thanks <#C0123|team_\u2060spirit>"), "U1|team_spirit|1|thanks");
    EXPECT_EQ(read("<@U1> #team_\u2060spirit thanks #team_spirit"), "U1|team_spirit|1|thanks");
    EXPECT_EQ(read("<@U1> thanks #\u2060"), "U1|-|1|thanks #\u2060");
    // What was written is not ours to change.
    EXPECT_EQ(read("<@U1> tha\u2060nks #care"), "U1|care|1|tha\u2060nks");
}

TEST(value_that_slack_took_for_a_channel_is_still_a_value) {
    EXPECT_EQ(read("<@U1> thanks <#C0123|teamwork>"), "U1|teamwork|1|thanks");
    EXPECT_EQ(read("<@U1> <#C0123|teamwork> 3 thanks"), "U1|teamwork|3|thanks");
    EXPECT_EQ(read("<@U1> thanks for cleaning up <#C0123|general> #care"), "U1|care|1|thanks for cleaning up #general");
    EXPECT_EQ(read("<@U1> #care in <#C0123|general>"), "U1|care|1|in #general");
}

TEST(number_of_an_issue_is_no_value) {
    EXPECT_EQ(read("<@U1> fixed #4512 #quality"), "U1|quality|1|fixed #4512");
    EXPECT_EQ(read("<@U1> fixed #4512"), "U1|-|1|fixed #4512");
    EXPECT_EQ(read("<@U1> fixed # twice"), "U1|-|1|fixed # twice");
}

TEST(one_value_at_a_time) {
    EXPECT_EQ(read("<@U1> thanks #care #speed"), "several_values|speed");
    EXPECT_EQ(read("<@U1> #care thanks #care"), "U1|care|1|thanks");
}

TEST(points_stand_beside_the_mentions) {
    EXPECT_EQ(read("<@U1> 3 thanks #care"), "U1|care|3|thanks");
    EXPECT_EQ(read("<@U1> #care 3 thanks"), "U1|care|3|thanks");
    EXPECT_EQ(read("<@U1> 5점 고마워요 #care"), "U1|care|5|고마워요");
    EXPECT_EQ(read("<@U1> +2 thanks #care"), "U1|care|2|thanks");
    EXPECT_EQ(read("3 <@U1> thanks #care"), "U1|care|3|thanks");
    EXPECT_EQ(read("<@U1> thanks #care 4"), "U1|care|4|thanks");
    EXPECT_EQ(read("<@U1> thanks +4 #care"), "U1|care|4|thanks");
}

TEST(points_may_have_a_unit_beside_them) {
    EXPECT_EQ(read("<@U1> 3 points #care thanks"), "U1|care|3|thanks");
    EXPECT_EQ(read("<@U1> 2 점 #주인의식 고마워요"), "U1|주인의식|2|고마워요");
    EXPECT_EQ(read("<@U1> 2점을 #care 고마워요"), "U1|care|2|고마워요");
    EXPECT_EQ(read("<@U1> <@U2> 2점씩, #care 고마워요"), "U1 U2|care|2|고마워요");
    EXPECT_EQ(read("<@U1> 3 Pts. thanks #care"), "U1|care|3|thanks");
    EXPECT_EQ(read("3 points #care <@U1> thanks"), "U1|care|3|thanks");
    EXPECT_EQ(read("<@U1> thanks #care 4 points!"), "U1|care|4|thanks");
    EXPECT_EQ(read("<@U1> thanks +4 points #care"), "U1|care|4|thanks");
    // A second unit, and one without a number, are the sentence's.
    EXPECT_EQ(read("<@U1> 3점 points taken #care"), "U1|care|3|points taken");
    EXPECT_EQ(read("<@U1> points taken #care"), "U1|care|1|points taken");
}

TEST(points_may_be_written_in_full_width) {
    EXPECT_EQ(read("<@U1> ３점 #care thanks"), "U1|care|3|thanks");
    EXPECT_EQ(read("<@U1> ＋１２ #care thanks"), "U1|care|12|thanks");
    EXPECT_EQ(read("<@U1> １．５ #care thanks"), "points_unusable|1.5");
}

TEST(number_in_the_text_is_no_points) {
    EXPECT_EQ(read("<@U1> closed 30 tickets today #speed"), "U1|speed|1|closed 30 tickets today");
    EXPECT_EQ(read("<@U1> the release of 2026 #speed"), "U1|speed|1|the release of 2026");
    EXPECT_EQ(read("<@U1> fixed #quality 5 times"), "U1|quality|1|fixed #quality 5 times");
    EXPECT_EQ(read("<@U1> 1on1 was great #care"), "U1|care|1|1on1 was great");
    EXPECT_EQ(read("<@U1> 24/7 on call #care"), "U1|care|1|24/7 on call");
    EXPECT_EQ(read("<@U1> 2.0.1 is out #care"), "U1|care|1|2.0.1 is out");
    EXPECT_EQ(read("<@U1> 1) the build 2) the docs #care"), "U1|care|1|1) the build 2) the docs");
    EXPECT_EQ(read("<@U1> - 3년 동안 고마웠어요 #care"), "U1|care|1|- 3년 동안 고마웠어요");
    EXPECT_EQ(read("<@U1> growth of +1.5 percent #care"), "U1|care|1|growth of +1.5 percent");
    EXPECT_EQ(read("<@U1> 3 years of great work #care"), "U1|care|3|years of great work");
}

TEST(second_number_belongs_to_the_text) {
    EXPECT_EQ(read("<@U1> 3 10 tickets closed #speed"), "U1|speed|3|10 tickets closed");
}

TEST(points_that_cannot_be_are_refused) {
    EXPECT_EQ(read("<@U1> 0 thanks #care"), "points_unusable|0");
    EXPECT_EQ(read("<@U1> 1.5 #care thanks"), "points_unusable|1.5");
    EXPECT_EQ(read("<@U1> 1,5점 #care thanks"), "points_unusable|1,5");
    EXPECT_EQ(read("<@U1> -3 #care thanks"), "points_unusable|-3");
    EXPECT_EQ(read("-3 <@U1> thanks #care"), "points_unusable|-3");
    EXPECT_EQ(read("<@U1> thanks #care 1.5 points"), "points_unusable|1.5");
    EXPECT_EQ(read("<@U1> 100001 thanks #care"), "points_unusable|100001");
    EXPECT_EQ(read("<@U1> 99999999999999999999 thanks #care"), "points_unusable|99999999999999999999");
}

TEST(help_is_given_when_asked_for_or_nothing_is_written) {
    for (const std::string_view text : {"", "  ", "\u3000\u00a0", "help", "도움말", "?", " help "}) {
        EXPECT_EQ(read(text), "help|");
    }
    EXPECT_EQ(read("<@U1> help with the move #care"), "U1|care|1|help with the move");
}

TEST(kudos_without_a_mention_is_refused) {
    EXPECT_EQ(read("thank you all #care"), "no_recipient|");
    EXPECT_EQ(read("<https://example.com|a link> #care"), "no_recipient|");
}

TEST(name_that_slack_did_not_recognise_is_named) {
    EXPECT_EQ(read("@mina thanks #care"), "plain_mention|@mina");
    EXPECT_EQ(read("<@U1> @jun thanks #care"), "plain_mention|@jun");
    EXPECT_EQ(read("<@U1> thanks, see @home #care"), "U1|care|1|thanks, see @home");
}

TEST(user_group_stands_in_place_of_people) {
    const KudosText kudos = parse_kudos("<!subteam^S12|@designers> 2 #care thanks for it all");
    EXPECT(kudos.problem == KudosText::Problem::none);
    EXPECT_EQ(kudos.group.value(), "S12");
    EXPECT(kudos.recipients.empty());
    EXPECT_EQ(kudos.points, 2);
    EXPECT_EQ(kudos.value.value(), "care");
    EXPECT_EQ(kudos.message, "thanks for it all");
}

TEST(group_cannot_receive_kudos) {
    EXPECT_EQ(read("<@U1> <!subteam^S12|@designers> thanks #care"), "group_mention|@designers");
    EXPECT_EQ(read("<!subteam^S12|@designers> <@U1> thanks #care"), "group_mention|@designers");
    EXPECT_EQ(read("<!here> thanks #care"), "group_mention|@here");
    EXPECT_EQ(read("<@U1> <!channel> thanks #care"), "group_mention|@channel");
}

TEST(two_numbers_before_the_mention_are_text) {
    EXPECT_EQ(read("24 7 <@U1>"), "U1|-|1|24 7");
    EXPECT_EQ(read("24 7 <@U1> always there #care"), "U1|care|1|24 7 @U1 always there");
    EXPECT_EQ(read("3 #care <@U1> thanks"), "U1|care|3|thanks");
}

TEST(kudos_without_a_text_is_refused) {
    EXPECT_EQ(read("<@U1>"), "no_message|");
    EXPECT_EQ(read("<@U1> 3 #care"), "no_message|");
    EXPECT_EQ(read("<@U1>님 #care"), "no_message|");
}

TEST(text_is_kept_as_the_person_wrote_it) {
    EXPECT_EQ(read("<@U1> a &amp; b &lt;3  c\n2nd line &amp;lt; #care"), "U1|care|1|a & b <3  c\n2nd line &lt;");
    EXPECT_EQ(read("<@U1> see <https://example.com/a?b=1&amp;c=2|the page> #care"), "U1|care|1|see the page");
    EXPECT_EQ(read("<@U1> see <https://example.com/a?b=1&amp;c=2> #care"),
              "U1|care|1|see https://example.com/a?b=1&c=2");
    EXPECT_EQ(read("<@U1> on <!date^1392734382^{date}|Feb 18> in <#C1|general> #care"),
              "U1|care|1|on Feb 18 in #general");
}

TEST(brackets_that_do_not_close_are_text) {
    EXPECT_EQ(read("<@U1> thanks <@U2 #care"), "U1|care|1|thanks <@U2");
    EXPECT_EQ(read("<@U1> <> <#> #care"), "U1|care|1|<> #");
    EXPECT_EQ(read("<<@U1> thanks"), "U1|-|1|<@U1 thanks");
}

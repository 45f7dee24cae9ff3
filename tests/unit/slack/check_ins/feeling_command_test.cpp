#include "slack/check_ins/feeling_command.hpp"

#include "test.hpp"

using namespace gracy::slack;
using Step = FeelingText::Step;

TEST(what_stands_behind_mood_is_about_the_card_or_a_note) {
    for (const std::string_view note : {"", "4", "4 card", "cards on", "기록 요약", "<@U1> card"}) {
        EXPECT(!read_feeling_text(note));
    }
    EXPECT(read_feeling_text("card")->step == Step::show && read_feeling_text(" 요약 ")->step == Step::show);
    EXPECT(read_feeling_text("card on")->step == Step::on && read_feeling_text("요약 켜기")->step == Step::on);
    EXPECT(read_feeling_text("card off")->step == Step::off && read_feeling_text("요약 끄기")->step == Step::off);
    EXPECT(read_feeling_text("card unshare")->step == Step::unshare);
    EXPECT(read_feeling_text("요약 거두기")->step == Step::unshare);
    EXPECT(read_feeling_text("요약 공유 취소")->step == Step::unshare);
    EXPECT(read_feeling_text("card shared")->step == Step::shared &&
           read_feeling_text("요약 받은")->step == Step::shared);
}

TEST(a_card_is_shown_to_whom_is_mentioned_and_to_nobody_by_mistake) {
    const auto wish = read_feeling_text("card share <@U1|mina> <@U2> <@U1>");
    EXPECT(wish && wish->step == Step::share && wish->readers == std::vector<std::string>({"U1", "U2"}));
    EXPECT(read_feeling_text("요약 나누기 <@U1>")->readers == std::vector<std::string>({"U1"}));
    EXPECT(read_feeling_text("요약 공유 <@U1>")->readers == std::vector<std::string>({"U1"}));
    for (const std::string_view unclear :
         {"card share", "card share @mina", "card share <@U1> please", "card share <!channel>", "card share <#C1|x>",
          "card share <!subteam^S1>", "card on now", "card help", "card shared <@U1>", "card unshare <@U1>", "card 4",
          "요약 도움말", "card share <@U1> <@U2> <@U3> <@U4> <@U5> <@U6> <@U7> <@U8> <@U9> <@U10> <@U11>"}) {
        EXPECT(read_feeling_text(unclear)->step == Step::help);
    }
}

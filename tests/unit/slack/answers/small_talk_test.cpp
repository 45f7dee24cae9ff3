#include "slack/answers/small_talk.hpp"

#include "test.hpp"

using namespace gracy::slack;

TEST(greetings_thanks_and_smiles_are_answered_in_their_own_language) {
    for (const char* text :
         {"고마워요", "고마워요!!", "감사합니다~ :pray:", " 네, 감사합니다 ", "감사합니다ㅎㅎ", "넵 ^^"}) {
        const auto answer = answer_to_small_talk(text);
        EXPECT(answer && answer->contains("별말씀을요"));
    }
    EXPECT(answer_to_small_talk("안녕하세요?")->contains("회사 규정"));
    EXPECT(answer_to_small_talk("Hello!")->contains("Ask me"));
    EXPECT(answer_to_small_talk("Thanks a lot :) :tada:")->contains("welcome"));
    EXPECT(answer_to_small_talk("ㅎㅎ")->contains("smiling") && answer_to_small_talk("ㅋㅋㅋㅋ!")->contains("smiling"));
}

TEST(whatever_asks_something_is_a_question) {
    for (const char* text :
         {"", "?", ":pray:", "안녕하세요, 연차는 며칠인가요?", "감사 휴가가 있나요?", "thanks, and for part-timers?",
          "hi leave", "고마워요 그런데 반차는요?", "휴가", "감사실"}) {
        EXPECT(!answer_to_small_talk(text));
    }
}

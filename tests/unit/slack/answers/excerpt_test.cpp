#include "slack/answers/excerpt.hpp"

#include "test.hpp"

using namespace gracy;

namespace {

const std::string rules = [] {
    std::string text = "① 이 규칙은 사원의 근로조건을 정한다.\n";
    for (int i = 0; i < 20; ++i) {
        text += "근로계약서는 두 부를 만든다. ";
    }
    return text + "② 휴가를 쓰려면 3일 전까지 신청한다. 그 밖의 것은 따로 정한다.";
}();

}  // namespace

TEST(excerpt_begins_with_the_sentence_that_the_answer_speaks_of) {
    EXPECT_EQ(slack::excerpt(rules, "휴가는 3일 전에 신청해요.", 60),
              "…② 휴가를 쓰려면 3일 전까지 신청한다. 그 밖의 것은 따로 정한다.");
    EXPECT_EQ(slack::excerpt("Leave is 20 days. Notice is\n30 days.", "Give 30 days' notice.", 200),
              "…Notice is 30 days.");
}

TEST(excerpt_begins_with_the_passage_when_it_shares_nothing) {
    EXPECT(slack::excerpt(rules, "Yes, you may.", 60).starts_with("① 이 규칙은"));
    EXPECT_EQ(slack::excerpt("", "Yes.", 60), "");
}

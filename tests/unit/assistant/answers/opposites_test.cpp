// What follows from a passage with a "not" in it is no contradiction; tests/data/assistant/evaluation has those that
// are (fault "opposite").
#include "assistant/answers/opposites.hpp"

#include "assistant/answers/claims.hpp"
#include "test.hpp"

#include <fmt/format.h>
#include <vector>

using namespace gracy::assistant;

namespace {

struct Case {
    std::string_view source;
    std::vector<std::string_view> sentences;
};

const std::vector<Case> right{
    {"제10조 휴가\n연차는 1년 안에 쓰지 않으면 소멸한다. 다만 회사의 사정으로 쓰지 못한 연차는 소멸하지 않는다.",
     {"회사 사정으로 못 쓴 연차는 소멸하지 않아요.", "연차는 1년이 지나면 소멸돼요.", "쓰지 않은 연차는 소멸해요."}},
    {"수습 기간에는 재택근무를 할 수 없다. 수습이 끝난 사원은 팀장과 협의하여 재택근무를 할 수 있다.",
     {"재택근무를 할 수 있어요.", "수습이 끝나면 재택근무를 할 수 있어요.", "수습 사원은 재택근무를 할 수 없어요.",
      "수습 기간에는 재택근무가 안 돼요."}},
    {"경조휴가는 사유가 생긴 날부터 한 달이 지나면 쓸 수 없다.",
     {"경조휴가는 한 달 안에 쓸 수 있어요.", "경조휴가는 쓸 수 있어요.",
      "경조휴가는 사유가 생긴 날부터 쓸 수 있어요."}},
    {"반차는 이어서 쓸 수 없다. 연차와 붙여 쓸 수 있다.",
     {"반차는 연차와 붙여 쓸 수 있어요.", "반차는 이어서 쓸 수 없어요.", "반차를 쓸 수 있어요."}},
    {"사내 동호회 지원금은 영수증이 없으면 지급하지 않는다.",
     {"동호회 지원금을 지급해요.", "영수증을 내면 지원금을 지급해요.", "영수증이 있어야 지원금이 지급돼요."}},
    {"개인 차량의 업무 사용은 원칙적으로 금지한다. 대중교통이 없는 지역은 예외로 한다.",
     {"대중교통이 없는 지역에서는 개인 차량을 사용할 수 있어요.", "개인 차량의 업무 사용은 금지예요."}},
    {"육아휴직 중인 사원에게는 상여금을 지급하지 않는다. 복직한 달부터 지급한다.",
     {"상여금은 복직한 달부터 지급해요.", "육아휴직 중에는 상여금이 없어요."}},
    {"회의실은 예약 없이 사용할 수 있다. 대회의실은 예약하여야 한다.",
     {"회의실은 예약이 필요 없어요.", "대회의실은 예약이 필요해요.", "회의실은 예약하지 않아도 돼요.",
      "회의실을 사용할 수 있어요."}},
    {"법인카드는 심야에 사용할 수 없다. 출장 중에는 심야에도 사용할 수 있다.",
     {"법인카드는 출장 중 심야에 사용할 수 있어요.", "법인카드를 사용할 수 있어요.",
      "법인카드는 심야에 사용할 수 없어요."}},
    {"휴직 기간은 근속 기간에 산입하지 않는다. 육아휴직 기간은 산입한다.",
     {"육아휴직 기간은 근속 기간에 산입돼요.", "휴직 기간은 근속에 산입하지 않아요."}},
    {"사원은 회사의 허가 없이 다른 직업을 가질 수 없다.",
     {"회사의 허가를 받으면 다른 직업을 가질 수 있어요.", "허가를 받아 다른 직업을 가질 수 있어요.",
      "다른 직업을 가질 수 없어요."}},
    {"병가는 연 10일을 한도로 하며 초과한 날은 무급으로 한다. 진단서가 없는 병가는 인정하지 않는다.",
     {"병가는 진단서가 있어야 인정돼요.", "진단서를 내면 병가로 인정해요.", "병가를 인정해요."}},
    {"주차장은 임원만 이용할 수 있다. 자전거 보관소는 누구나 이용할 수 있다.",
     {"자전거 보관소는 이용할 수 있어요.", "일반 사원은 주차장을 이용할 수 없어요.",
      "임원은 주차장을 이용할 수 있어요.", "사원은 주차장을 이용할 수 없어요."}},
    {"연장근로는 미리 신청하지 않으면 인정하지 않는다.",
     {"연장근로는 미리 신청하면 인정돼요.", "연장근로는 미리 신청해야 인정해요.", "미리 신청한 연장근로를 인정해요."}},
    {"퇴직금은 1년 미만 근속자에게 지급하지 않는다.",
     {"퇴직금은 1년 이상 근무하면 지급해요.", "퇴직금을 지급해요.", "1년 이상 근속자에게 퇴직금을 지급해요."}},
    {"사내 식당은 주말에 운영하지 않는다.",
     {"사내 식당은 평일에 운영해요.", "사내 식당을 운영해요.", "사내 식당은 주말에 운영하지 않아요."}},
    {"노트북은 두 대까지 빌릴 수 있고, 모니터는 빌릴 수 없다.",
     {"노트북을 빌릴 수 있어요.", "모니터는 빌릴 수 없어요."}},
    {"정보보안: 사외로 자료를 반출할 수 없다. 반출이 필요한 사람은 보안팀에 신청한다.",
     {"자료를 반출하려면 보안팀에 신청해요.", "자료는 사외로 반출할 수 없어요.",
      "보안팀에 신청하면 반출할 수 있어요."}},
    {"Employees may not work remotely on Fridays. On other days they may work remotely.",
     {"Employees may work remotely.", "Employees may work remotely from Monday to Thursday.",
      "You may not work remotely on Fridays."}},
    {"Unused leave is not paid out. On termination unused leave is paid out.",
     {"Unused leave is paid out on termination.", "Unused leave is not paid out."}},
    {"Employees cannot claim alcohol. Employees can claim meals and taxis.",
     {"You can claim meals.", "Employees can claim taxis.", "Alcohol cannot be claimed."}},
    {"Overtime is not paid to managers. Managers receive time off instead.",
     {"Overtime is paid.", "Managers receive time off.", "Managers are not paid overtime."}},
    {"No approval is required for leave of one day. Longer leave must be approved.",
     {"Leave of one day does not require approval.", "Approval is required for longer leave.",
      "You don't need approval for one day of leave."}},
    {"Smoking is prohibited in the building. Smoking is allowed on the terrace.",
     {"Smoking is allowed on the terrace.", "Smoking is prohibited in the building.", "You may smoke on the terrace."}},
    {"Parental leave may not be refused. It may be postponed for three months.",
     {"Parental leave may be postponed.", "The company may not refuse parental leave.",
      "You may take parental leave."}},
    {"Confidential data must not be stored on private devices. Company data may be stored on company devices.",
     {"Confidential data must be stored on company devices.", "Company data may be stored on company devices.",
      "Data may not be stored on private devices."}},
    {"Employees do not have to work on public holidays. Work on public holidays is paid double.",
     {"You don't have to work on public holidays.", "Employees may work on public holidays.",
      "Work on public holidays is paid double."}},
    {"A part-time employee is not entitled to the meal allowance. Full-time employees are entitled to it.",
     {"Full-time employees are entitled to the meal allowance.",
      "Part-time employees are not entitled to the meal allowance."}},
    {"Training is not compulsory. Safety training is compulsory and is not optional.",
     {"Safety training is compulsory.", "Training is not compulsory."}},
    {"The bonus will not be paid to employees in notice. It will be paid in March.",
     {"The bonus will be paid in March.", "The bonus is paid in March.",
      "Employees in notice are not paid the bonus."}},
};

}  // namespace

TEST(what_a_passage_says_or_lets_infer_is_no_contradiction) {
    std::string refused;
    for (const Case& each : right) {
        for (const std::string_view sentence : each.sentences) {
            refused += contradicts(sentence, each.source) ? fmt::format("{} ({}); ", sentence, each.source) : "";
        }
    }
    EXPECT_EQ(refused, "");
}

TEST(plain_opposite_is_a_contradiction_in_both_languages_and_both_directions) {
    EXPECT(contradicts("연차는 이월할 수 있어요.", "연차는 이월할 수 없다."));
    EXPECT(contradicts("연차는 이월할 수 없어요.", "연차는 이월할 수 있다."));
    EXPECT(contradicts("네, 연차 이월은 가능해요.", "연차의 이월은 불가하다."));
    EXPECT(contradicts("연차 이월은 금지예요.", "연차의 이월을 허용한다."));
    EXPECT(contradicts("택시비를 지급해요.", "택시비는 지급하지 아니한다."));
    EXPECT(contradicts("반차에는 승인이 필요해요.", "반차에는 승인이 필요하지 않다."));
    EXPECT(contradicts("Leave may be carried over.", "Leave may not be carried over."));
    EXPECT(contradicts("Leave can't be carried over.", "Leave can be carried over."));
    EXPECT(contradicts("A certificate is required.", "No certificate is required."));
    EXPECT(contradicts("Taxis are paid.", "Taxis are not paid."));
    EXPECT(!contradicts("You must wear a badge.", "Visitors do not have to wear a badge."));
}

TEST(sentence_about_something_else_contradicts_nothing) {
    EXPECT(!contradicts("병가는 이월할 수 있어요.", "연차는 이월할 수 없다."));
    EXPECT(!contradicts("연차는 쓸 수 있어요.", "연차는 이월할 수 없다."));
    EXPECT(!contradicts("연차는 이월할 수 있어요.", "연차는 5일을 넘겨 이월할 수 없다."));
    EXPECT(!contradicts("Sick leave may be taken.", "Annual leave may not be taken."));
    EXPECT(!contradicts("", "") && !contradicts("Leave may be taken.", ""));
}

TEST(claims_are_found_by_what_they_are_said_of) {
    const auto of = [](std::u32string_view text) {
        const auto claims = korean_claims(text);
        return claims.empty() ? Claim{.kind = Claim::Kind::is, .negative = false, .key = U"?"} : claims.back();
    };
    EXPECT(of(U" 휴가를 사용할 수 없다 ").is_of_same(of(U" 휴가를 쓸 수 있어요 ")));
    EXPECT(of(U" 겸업을 할 수 없다 ").is_of_same(of(U" 겸업은 금지 ")) && of(U" 겸업을 할 수 없다 ").negative);
    // 점수 있는 사람: no verb's.
    EXPECT(of(U" 점수 있는 사람 ").kind != Claim::Kind::may);
    const auto english = english_claims(U" leave may not be carried over ");
    EXPECT(english.size() == 1 && english.front().negative && english.front().key == U"carr");
}

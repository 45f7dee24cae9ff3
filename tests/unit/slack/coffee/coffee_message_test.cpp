#include "slack/coffee/coffee_message.hpp"

#include "slack/block_kit/block_rules.hpp"
#include "slack/coffee/ice_breakers.hpp"
#include "test.hpp"

using namespace gracy;
using namespace gracy::slack;
using http::Language;

namespace {

CoffeeGroup pair_of(Language one, Language other) {
    return {.program = "점심 <커피>",
            .people = {{.name = "이지호", .user_id = "U1", .language = one},
                       {.name = "Olivia", .user_id = "U2", .language = other}}};
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string faults(const std::string& message) {
    return describe(check_message_blocks(base::Json::parse(message)["blocks"]));
}

}  // namespace

TEST(introduction_is_in_the_language_of_its_people) {
    const std::string korean = coffee_introduction(pair_of(Language::korean, Language::korean));
    EXPECT(has(korean, "<@U1>님, <@U2>님, 안녕하세요!") && !has(korean, "Hello"));
    const std::string english = coffee_introduction(pair_of(Language::english, Language::english));
    EXPECT(has(english, "Hello <@U1> and <@U2>!") && !has(english, "안녕"));
    const std::string both = coffee_introduction(pair_of(Language::english, Language::korean));
    EXPECT(has(both, "안녕하세요!") && has(both, "Hello"));
    EXPECT(both.find("안녕하세요!") < both.find("Hello"));
}

TEST(introduction_names_people_and_what_they_share_and_escapes_what_came_from_people) {
    CoffeeGroup group = pair_of(Language::korean, Language::korean);
    EXPECT(!has(coffee_introduction(group), "서로의 공통점"));
    group.team = http::Text{.english = "R&D", .korean = "연구 & 개발"};
    group.hired_year = 2024;
    const std::string told = coffee_introduction(group);
    EXPECT(has(told, "☕ 이지호 · Olivia") && has(told, "연구 &amp; 개발") &&
           has(told, "같은 해에 입사했어요: 2024년"));
    EXPECT(has(told, "점심 &lt;커피&gt;") && !has(told, "<커피>"));
    EXPECT_EQ(faults(told), "");
}

TEST(introduction_shows_at_most_three_things_in_common) {
    CoffeeGroup group = pair_of(Language::english, Language::english);
    const http::Text name{.english = "this", .korean = "이것"};
    group.value = group.team = group.department = group.location = name;
    group.hired_year = 2020;
    const std::string told = coffee_introduction(group);
    EXPECT(has(told, "thanked each of you") && has(told, "same team") && has(told, "same year: 2020"));
    EXPECT(!has(told, "same department") && !has(told, "same place"));
}

TEST(largest_introduction_stays_within_slack_s_limits) {
    const std::string name(500, 'n');
    CoffeeGroup group{.program = name};
    for (int i = 0; i < 8; ++i) {
        group.people.push_back({.name = name,
                                .user_id = "U0123456789ABCDEF",
                                .language = i % 2 == 0 ? Language::korean : Language::english});
    }
    group.value = group.team = group.department = group.location = http::Text{.english = name, .korean = name};
    EXPECT_EQ(faults(coffee_introduction(group)), "");
}

TEST(ice_breaker_of_a_group_stays_the_same_and_others_get_others) {
    EXPECT(ice_breaker(7).english == ice_breaker(7).english);
    EXPECT(ice_breaker(7).english != ice_breaker(8).english);
    EXPECT(!ice_breaker(static_cast<std::uint64_t>(-1)).korean.empty());
}

TEST(question_has_three_answers_and_an_answer_leaves_the_other_two) {
    const CoffeeQuestion question{.round_id = 17, .program = "Lunch", .others = {"김민서", "박서연"}};
    const std::string asked = coffee_question(question, std::nullopt, Language::english);
    EXPECT(has(asked, "Did you meet 김민서 and 박서연"));
    for (const char* const action : {"coffee_met_yes", "coffee_met_not_yet", "coffee_met_no"}) {
        EXPECT(has(asked, action));
    }
    EXPECT(has(asked, R"("value":"17")"));
    const std::string answered = coffee_question(question, CoffeeAnswer::not_yet, Language::korean);
    EXPECT(has(answered, "김민서님, 박서연님과는 아직이에요"));
    EXPECT(!has(answered, "coffee_met_not_yet") && has(answered, "coffee_met_yes") && has(answered, "coffee_met_no"));
    EXPECT_EQ(faults(asked) + faults(answered), "");
}

TEST(answer_is_read_from_its_button) {
    for (const CoffeeAnswer answer : {CoffeeAnswer::yes, CoffeeAnswer::not_yet, CoffeeAnswer::no}) {
        EXPECT(coffee_answer_behind("coffee_met_" + std::string(name_of(answer))) == answer);
    }
    EXPECT(!coffee_answer_behind("coffee_met_") && !coffee_answer_behind("coffee_met_maybe") &&
           !coffee_answer_behind("check_in_1"));
}

TEST(notice_keeps_what_it_said_and_the_buttons_of_other_programs_when_one_is_clicked) {
    const base::Json message = base::Json::parse(
        R"({"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "R&amp;D pauses, and so does tea"}},
                       {"type": "actions", "elements": [
                         {"type": "button", "action_id": "coffee_resume_1", "value": "1", "text": {"type": "plain_text", "text": "again · R&D"}},
                         {"type": "button", "action_id": "coffee_resume_2", "value": "2", "text": {"type": "plain_text", "text": "again · Tea"}}]}]})");
    const std::string one = coffee_resumed(coffee_notice_of(message["blocks"], "coffee_resume_1"), "You are back.");
    EXPECT(has(one, "R&amp;D pauses") && has(one, "You are back."));
    EXPECT(!has(one, "coffee_resume_1") && has(one, R"("action_id":"coffee_resume_2")") && has(one, "again · Tea"));
    EXPECT_EQ(faults(one), "");
    const base::Json after = base::Json::parse(one);
    const std::string both = coffee_resumed(coffee_notice_of(after["blocks"], "coffee_resume_2"), "And there.");
    EXPECT(has(both, "R&amp;D pauses") && has(both, "You are back.") && has(both, "And there.") &&
           !has(both, "coffee_resume_"));
    EXPECT_EQ(faults(both), "");
}

#include "http/language.hpp"

#include "test.hpp"

using namespace gracy::http;

TEST(the_weightiest_language_wins) {
    EXPECT_EQ(preferred_language("ko"), Language::korean);
    EXPECT_EQ(preferred_language("en;q=0.5, ko;q=0.9"), Language::korean);
    EXPECT_EQ(preferred_language("fr;q=0.9, ko-KR;q=0.8, en;q=0.1"), Language::korean);
    EXPECT_EQ(preferred_language("ko;q=0.1,en-GB"), Language::english);
}

TEST(the_first_of_equal_weight_wins) {
    EXPECT_EQ(preferred_language("ko, en"), Language::korean);
    EXPECT_EQ(preferred_language("en, ko"), Language::english);
}

TEST(what_names_neither_language_leaves_the_choice) {
    EXPECT_EQ(preferred_language("", Language::korean), Language::korean);
    EXPECT_EQ(preferred_language("fr, de;q=0.5", Language::korean), Language::korean);
    EXPECT_EQ(preferred_language("*", Language::korean), Language::korean);
    EXPECT_EQ(preferred_language("kok", Language::english), Language::english);  // Konkani
    EXPECT_EQ(preferred_language("english, koala", Language::korean), Language::korean);
}

TEST(a_language_that_is_refused_is_not_chosen) {
    EXPECT_EQ(preferred_language("ko;q=0", Language::english), Language::english);
    EXPECT_EQ(preferred_language("ko;q=0.000, en;q=0.001", Language::korean), Language::english);
}

TEST(a_malformed_weight_is_no_weight) {
    for (const char* field : {"ko;q=2", "ko;q=", "ko;q=a", "ko;q=1.001", "ko;q=0.1234", "ko;x=1", "ko;;"}) {
        EXPECT_EQ(preferred_language(field, Language::english), Language::english);
    }
    EXPECT_EQ(preferred_language("\tKO ; q=1.000 "), Language::korean);
}

TEST(a_locale_is_a_language) {
    EXPECT_EQ(language_of("ko"), Language::korean);
    EXPECT_EQ(language_of("ko_KR"), Language::korean);
    EXPECT_EQ(language_of("en-US"), Language::english);
    EXPECT_EQ(language_of(""), Language::english);
    EXPECT_EQ(language_of("ja"), Language::english);
}

TEST(korean_term_does_not_make_an_english_question_korean) {
    for (const char* text :
         {"How many days of 연차 do I get?", "What is the difference between 연차 and 반차 for new employees?",
          "How many days of leave do I have?", "What is 경조금?", "leave?", "hi"}) {
        EXPECT(language_of_question(text) ==
               (std::string_view(text) == "What is 경조금?" ? Language::korean : Language::english));
    }
    for (const char* text :
         {"연차는 며칠인가요?", "VPN 설정은 어떻게 하나요?", "Slack GitHub AWS 계정은 어디에 신청하나요?",
          "how many 연차?", "재택근무 WFH policy 알려줘 please", "연차"}) {
        EXPECT(language_of_question(text) == Language::korean);
    }
    // Names and addresses are in no language.
    EXPECT(language_of_question("<@U0AB|John Doe the Second> <https://a.example/b|see this page> 연차는 며칠이에요?") ==
           Language::korean);
    EXPECT(language_of_question("@John @Jane @Joe mail a@b.example https://a.example 연차 문의") == Language::korean);
    EXPECT(language_of_question("How many days <@U0AB|홍길동> do I get?") == Language::english);
}

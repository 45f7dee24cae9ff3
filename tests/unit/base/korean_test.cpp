#include "base/korean.hpp"

#include "test.hpp"

using namespace gracy::base;

TEST(particle_follows_the_last_syllable) {
    EXPECT_EQ(topic_particle("협업"), "은");
    EXPECT_EQ(topic_particle("배려"), "는");
    EXPECT_EQ(subject_particle("도전"), "이");
    EXPECT_EQ(subject_particle("신뢰"), "가");
    EXPECT_EQ(object_particle("성장"), "을");
    EXPECT_EQ(object_particle("가"), "를");
    EXPECT_EQ(object_particle("힣"), "을");
    EXPECT_EQ(together_particle("김민수"), "와");
    EXPECT_EQ(together_particle("이지은"), "과");
}

TEST(particle_follows_how_a_number_is_read) {
    const char* const expected[] = {"은", "은", "는", "은", "는", "는", "은", "은", "은", "는"};
    for (int digit = 0; digit < 10; ++digit) {
        EXPECT_EQ(topic_particle(std::to_string(digit)), expected[digit]);
    }
    EXPECT_EQ(topic_particle("100"), "은");
    EXPECT_EQ(object_particle("2026"), "을");
}

TEST(particle_follows_how_an_english_word_is_spoken) {
    for (const char* const word : {"teamwork", "speed", "care", "trust", "customer", "growth", "integrity", "respect",
                                   "focus", "great", "support", "blog", "value", "A", "s"}) {
        EXPECT_EQ(std::string(word) + topic_particle(word), std::string(word) + "는");
    }
    for (const char* const word : {"team", "goal", "passion", "learning", "ownership", "feedback", "web", "job", "tip",
                                   "market", "commit", "book", "time", "people", "TEAM", "L", "n"}) {
        EXPECT_EQ(std::string(word) + topic_particle(word), std::string(word) + "은");
    }
}

TEST(particle_looks_past_what_is_not_read_aloud) {
    EXPECT_EQ(topic_particle("협업!"), "은");
    EXPECT_EQ(topic_particle("'배려'"), "는");
    EXPECT_EQ(topic_particle("도전 🚀"), "은");
    EXPECT_EQ(topic_particle("(team)"), "은");
    EXPECT_EQ(topic_particle("성장 2)"), "는");
}

TEST(particle_is_left_open_when_nothing_can_be_read) {
    EXPECT_EQ(topic_particle("🚀"),
              "은"
              "(는)");
    EXPECT_EQ(object_particle(""),
              "을"
              "(를)");
    EXPECT_EQ(subject_particle("信"),
              "이"
              "(가)");
}

TEST(direction_particle_is_short_after_rieul) {
    for (const char* const word : {"서울", "부서", "mail", "people", "1", "7", "8", "2", "L", "r", "gracy"}) {
        EXPECT_EQ(std::string(word) + direction_particle(word), std::string(word) + "로");
    }
    for (const char* const word : {"본문", "team", "0", "3", "100", "mina@example.com", "feedback"}) {
        EXPECT_EQ(std::string(word) + direction_particle(word), std::string(word) + "으로");
    }
}

TEST(quoting_particle_follows_the_last_syllable) {
    EXPECT_EQ(quoting_particle("민수"), "라는");
    EXPECT_EQ(quoting_particle("지은"), "이라는");
    EXPECT_EQ(quoting_particle("mail"), "이라는");
}

#include "assistant/feelings/mood_checks.hpp"

#include "test.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

using namespace gracy;

namespace {

std::string faults(std::string_view labels, int valence, int score = 3, std::string_view confidence = "high") {
    std::string emotions;
    for (std::size_t at = 0; at < labels.size();) {
        const std::size_t end = std::min(labels.find(' ', at), labels.size());
        emotions += fmt::format(R"({}{{"label": "{}"}})", emotions.empty() ? "" : ", ", labels.substr(at, end - at));
        at = end + 1;
    }
    const base::Json card = base::Json::parse(
        fmt::format(R"({{"emotions": [{}], "valence": {}, "confidence": "{}"}})", emotions, valence, confidence));
    return fmt::format("{}", fmt::join(assistant::faults_of_mood(card.view(), score), "; "));
}

}  // namespace

TEST(a_card_that_agrees_with_itself_passes) {
    EXPECT_EQ(faults("joy", 2), "");
    EXPECT_EQ(faults("fatigue anxiety", -1), "");
    EXPECT_EQ(faults("joy fatigue", 1), "");
    EXPECT_EQ(faults("joy fatigue", -1), "");
    EXPECT_EQ(faults("pride", 0), "");
    EXPECT_EQ(faults("neutral", 0), "");
}

TEST(neutral_stands_alone) {
    EXPECT(faults("neutral joy", 1).contains("stands alone"));
    EXPECT_EQ(faults("neutral", 0), "");
}

TEST(the_valence_has_an_emotion_on_its_side) {
    EXPECT(faults("joy", -1).contains("#/valence"));
    EXPECT(faults("sadness", 1).contains("#/valence"));
    EXPECT(faults("neutral", 1).contains("#/valence"));
}

TEST(a_score_that_says_the_opposite_lowers_the_confidence) {
    EXPECT(faults("anger", -2, 5).contains("#/confidence"));
    EXPECT_EQ(faults("anger", -2, 5, "low"), "");
    EXPECT(faults("joy", 2, 1, "mid").contains("#/confidence"));
    EXPECT_EQ(faults("anger", -2, 4), "");
}

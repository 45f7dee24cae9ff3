#include "assistant/feelings/mood_checks.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace gracy::assistant {
namespace {

constexpr std::array<std::string_view, 5> pleasant{"joy", "gratitude", "pride", "calm", "anticipation"};

/// How many of a card's emotions are of which sort.
struct Sorts {
    int pleasant = 0;
    int unpleasant = 0;
    int neutral = 0;
};

Sorts sorts_of(base::JsonView emotions) {
    Sorts sorts;
    for (const base::JsonView emotion : emotions.elements()) {
        const std::string_view label = emotion["label"].string().value_or("");
        if (label == "neutral") {
            ++sorts.neutral;
        } else if (std::ranges::find(pleasant, label) != pleasant.end()) {
            ++sorts.pleasant;
        } else {
            ++sorts.unpleasant;
        }
    }
    return sorts;
}

}  // namespace

std::vector<std::string> faults_of_mood(base::JsonView card, std::int32_t score) {
    std::vector<std::string> faults;
    const Sorts sorts = sorts_of(card["emotions"]);
    const std::int64_t valence = card["valence"].integer().value_or(0);
    if (sorts.neutral > 0 && sorts.pleasant + sorts.unpleasant > 0) {
        faults.emplace_back("#/emotions: \"neutral\" stands alone or not at all");
    }
    if ((valence > 0 && sorts.pleasant == 0) || (valence < 0 && sorts.unpleasant == 0)) {
        faults.emplace_back("#/valence does not fit: none of the emotions is on its side");
    }
    // "Just so happy today": one of the two was meant otherwise.
    const bool contradicts = (score == 5 && valence == -2) || (score == 1 && valence == 2);
    if (contradicts && card["confidence"].string() != "low") {
        faults.emplace_back("#/confidence must be \"low\": the author's own score says the opposite of the valence");
    }
    return faults;
}

}  // namespace gracy::assistant

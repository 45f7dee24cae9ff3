// What no schema says about a card (mood.v1): that what a model read in a note agrees with itself, and with how the
// author says they are.
#pragma once

#include "base/json.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace gracy::assistant {

/// What is wrong, for the model that shall do better; empty when nothing is. `score`: the author's own, 1 to 5.
/// Precondition: the card keeps to the schema of conf/assistant/feeling_card.toml.
std::vector<std::string> faults_of_mood(base::JsonView card, std::int32_t score);

}  // namespace gracy::assistant

// Whether it is known what somebody's answers are worth.
#pragma once

#include <algorithm>

namespace gracy::staking {

/// Until an answer was held against a proof, its giver is asked first a few times: a liar is found out in the first
/// cycles then, and not when the dice happen to ask it. A few, because an empty answer shows nothing, and one that
/// never answers is not waited for.
class Trial {
  public:
    static constexpr int turns = 3;

    int turns_left() const { return turns_left_; }
    void take_turn() { turns_left_ = std::max(turns_left_ - 1, 0); }
    void pass() { turns_left_ = 0; }

  private:
    int turns_left_ = turns;
};

}  // namespace gracy::staking

// The vote of operator groups: a question is settled by as many as the quorum, and at least twice as many as say
// anything else.
#pragma once

#include <algorithm>
#include <cstddef>

namespace gracy::staking {

template <class Votes>
struct Tally {
    typename Votes::iterator winner;
    std::size_t agreeing;
    /// How many say what most of the others say.
    std::size_t runner_up;
    bool is_settled;
};

/// `groups(vote)`: how many groups an element of `votes` is the word of. Precondition: there are votes.
template <class Votes, class Groups>
Tally<Votes> tally(Votes& votes, Groups groups, std::size_t quorum) {
    const auto winner = std::ranges::max_element(votes, {}, groups);
    const std::size_t agreeing = groups(*winner);
    std::size_t runner_up = 0;
    for (auto vote = votes.begin(); vote != votes.end(); ++vote) {
        runner_up = vote == winner ? runner_up : std::max<std::size_t>(runner_up, groups(*vote));
    }
    return {winner, agreeing, runner_up, agreeing >= quorum && agreeing >= 2 * runner_up};
}

}  // namespace gracy::staking

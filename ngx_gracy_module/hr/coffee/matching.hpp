// Who has coffee with whom: groups of a pool of people, without I/O. The same pool and seed give the same groups on
// every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace gracy::hr::coffee {

/// Rounds.
inline constexpr std::int32_t longest_window = 12;

struct Person {
    std::int64_t id = 0;
    /// 0: none.
    std::int64_t department_id = 0;
    std::vector<std::int64_t> team_ids;
};

/// Two who sat together, and how many rounds ago: 1 is the last round.
struct Meeting {
    std::int64_t one;
    std::int64_t other;
    std::int32_t rounds_ago;
};

struct Pair {
    std::int64_t one;
    std::int64_t other;
};

enum class Mode : unsigned char {
    standard,
    /// Rather people of different departments.
    cross_group,
    /// People of one department, wherever there are enough of them.
    within_group,
};

struct Pool {
    std::vector<Person> people;
    /// 2: pairs, and one group of three when somebody would be left over. More: groups of at most so many, as even as
    /// they can be.
    std::size_t group_size = 2;
    Mode mode = Mode::standard;
    std::vector<Meeting> history;
    /// Who must not sit together, besides those who share a team when `apart_from_team`.
    std::vector<Pair> apart;
    bool apart_from_team = false;
    /// Of repeat_window.
    std::int32_t longest_window = coffee::longest_window;
    std::uint64_t seed = 0;
};

struct Groups {
    /// Ids; each of two people at least.
    std::vector<std::vector<std::int64_t>> groups;
    /// Who could not be placed without putting people together who must be apart, or had nobody to sit with.
    std::vector<std::int64_t> left_out;
    /// Pairs that sit together again inside the window.
    std::int32_t repeats = 0;
};

/// For how many rounds two people should not meet again: 12, or what the number of pairs allows. Of an even number
/// everybody meets n - 1 others, and n - 2 rounds can go by before the last of them. The trio of an odd number uses up
/// three pairs instead of one, larger groups still more, and the window shrinks accordingly.
std::int32_t repeat_window(std::size_t people, std::size_t group_size, std::int32_t longest = longest_window);

/// In this order: nobody sits with whom they must not, everybody sits (when there are two who may), as few as possible
/// meet again inside the window (and then the longest ago), and the mode is kept; within_group puts the mode before the
/// repeats. Pairs of a pool of up to `largest_exact_pool` are the best there are, and are chosen so that the rounds to
/// come need not repeat either; larger pools are searched, and their window leaves them so many free pairs that the
/// search ends without a repeat. Some seconds for ten thousand people of whom most must be apart: not for the loop's
/// thread.
Groups match(const Pool& pool);

/// The states that the exact search visits grow by 1.6 for each person (Fibonacci): about 10,000 for 20 people, a
/// millisecond each round that is looked ahead. From there on half of all pairs and more are free.
inline constexpr std::size_t largest_exact_pool = 20;

}  // namespace gracy::hr::coffee

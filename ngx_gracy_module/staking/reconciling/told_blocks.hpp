// Who has said in which blocks there is something, since the last proof: to know who left something out.
#pragma once

#include "base/digest.hpp"
#include "staking/crowd/provider.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace gracy::staking {

/// A long history is told in hundreds of thousands of answers: each is small here, and found by its blocks.
class ToldBlocks {
  public:
    /// One answer: of all blocks from `first` to `last` these have something.
    struct Told {
        std::int64_t first;
        std::int64_t last;
        std::set<std::int64_t> blocks;
        Provider* by;
        /// Of what it answered.
        base::Sha256 response;
        /// Crowd::answers_for, when it told.
        std::int64_t answers_for;
    };

    void add(Told told);
    void clear();

    /// Those who have left out a block that has something, and answer for it. They are not among these any more.
    std::vector<Told> take_who_left_out(std::int64_t block);
    /// The groups who have said of any of these blocks where there is something.
    std::set<std::string> groups(std::int64_t first, std::int64_t last) const;

  private:
    using ByFirst = std::multimap<std::int64_t, Told>;

    /// No answer that begins before this one has to do with `block` any more.
    std::int64_t earliest(std::int64_t block) const { return block - longest_ + 1; }

    ByFirst told_;
    /// The blocks of the longest one.
    std::int64_t longest_ = 1;
};

}  // namespace gracy::staking

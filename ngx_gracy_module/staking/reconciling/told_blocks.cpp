#include "staking/reconciling/told_blocks.hpp"

#include <algorithm>

namespace gracy::staking {

void ToldBlocks::add(Told told) {
    longest_ = std::max(longest_, told.last - told.first + 1);
    told_.emplace(told.first, std::move(told));
}

void ToldBlocks::clear() {
    told_.clear();
    longest_ = 1;
}

std::vector<ToldBlocks::Told> ToldBlocks::take_who_left_out(std::int64_t block) {
    std::vector<Told> liars;
    const auto end = told_.upper_bound(block);
    for (auto next = told_.lower_bound(earliest(block)); next != end;) {
        const auto at = next++;
        Told& told = at->second;
        if (block <= std::min(told.last, told.answers_for) && !told.blocks.contains(block)) {
            liars.push_back(std::move(told));
            told_.erase(at);
        }
    }
    return liars;
}

std::set<std::string> ToldBlocks::groups(std::int64_t first, std::int64_t last) const {
    std::set<std::string> groups;
    const auto end = told_.upper_bound(last);
    for (auto at = told_.lower_bound(earliest(first)); at != end; ++at) {
        if (at->second.last >= first) {
            groups.insert(at->second.by->group());
        }
    }
    return groups;
}

}  // namespace gracy::staking

// What an answer rests on: what the policies say, where a search has found it, or what a tool has looked up.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace gracy::assistant {

struct Passage {
    /// Negative: no policy's, but what a tool has looked up; it has no policy, version and first day.
    std::int64_t id = 0;
    std::int64_t policy_id = 0;
    std::string title;
    std::int32_t version = 0;
    base::Date effective_from;
    /// From the outermost section in.
    std::vector<std::string> headings;
    std::string text;

    bool is_of_policy() const { return id > 0; }
};

/// "in force since 2026-01-01"; empty for what is no policy's, and for a day that is not told.
std::string in_force_since(const Passage& passage);

/// What is in force today and published in a team space, the best first.
using PassageSource = std::function<base::Task<std::vector<Passage>>(std::int64_t team_space_id, std::string question,
                                                                     std::int32_t limit)>;

}  // namespace gracy::assistant

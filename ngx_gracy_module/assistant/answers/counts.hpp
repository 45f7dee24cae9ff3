// What a process has done for questions since it started, for its metrics.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace gracy::assistant {

struct AnswerCounts {
    using Named = std::map<std::string, std::uint64_t, std::less<>>;

    /// By outcome: "answered", or why there was no answer.
    Named questions;
    /// Calls of tools that were done, by tool.
    Named looked_up;
    /// Calls of what a model may not call, or with arguments that are not taken; of its own names there is no telling.
    std::uint64_t refused_calls = 0;
    /// What models wrote and nobody was shown.
    std::uint64_t rejected = 0;
    /// Millionths of the currency.
    std::uint64_t cost = 0;
};

}  // namespace gracy::assistant

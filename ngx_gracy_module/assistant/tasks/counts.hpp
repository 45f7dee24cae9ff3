// What a process has done for tasks since it started, for its metrics.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace gracy::assistant {

struct TaskCounts {
    /// By kind, and then by outcome: "done", or why it failed.
    std::map<std::string, std::map<std::string, std::uint64_t, std::less<>>, std::less<>> tasks;
};

}  // namespace gracy::assistant

// What became of what models were to write (tasks, feeling cards, digests) since a process started, for its metrics.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace gracy::assistant {

struct TaskCounts {
    void count(std::string_view kind, const std::optional<std::string>& reason) {
        ++tasks[std::string(kind)][reason.value_or("done")];
    }

    /// By kind, and then by outcome: "done", or why it failed.
    std::map<std::string, std::map<std::string, std::uint64_t, std::less<>>, std::less<>> tasks;
};

}  // namespace gracy::assistant

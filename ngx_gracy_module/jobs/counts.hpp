// What a process has done with the queue since it started, for its metrics.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

namespace gracy::jobs {

struct Counts {
    using Named = std::map<std::string, std::uint64_t, std::less<>>;

    /// How the runs of a kind of job ended.
    struct Runs {
        std::uint64_t done = 0;
        /// To be tried again.
        std::uint64_t failed = 0;
        std::uint64_t dead = 0;
        /// The lease had gone to another worker.
        std::uint64_t lost = 0;
        /// Not ended: the worker was stopped.
        std::uint64_t given_back = 0;
    };
    std::map<std::string, Runs, std::less<>> runs;
    /// By schedule.
    Named slots_fired;
    /// Calls that the database did not answer, by what was asked: "take", "extend", "finish", ...
    Named trouble;
};

}  // namespace gracy::jobs

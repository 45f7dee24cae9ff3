// What the worker knows how to do.
#pragma once

#include "base/task.hpp"
#include "jobs/job.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::jobs {

struct Kind {
    /// "feature.verb", as in the job table.
    std::string name;
    std::string lane;
    /// After which a run is given up and counts as failed.
    std::chrono::milliseconds deadline;
    /// Everything that the coroutine refers to must outlive the runners.
    std::function<base::Task<void>(Job)> run;
};

class Kinds {
  public:
    /// Throws std::logic_error when there is one of that name.
    void add(Kind kind);
    /// Null when there is none.
    const Kind* find(std::string_view name) const;
    std::vector<std::string> names(std::string_view lane) const;
    /// Each once, in order.
    std::vector<std::string> lanes() const;

  private:
    std::map<std::string, Kind, std::less<>> kinds_;
};

}  // namespace gracy::jobs

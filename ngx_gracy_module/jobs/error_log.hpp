// What went wrong in this process and the operator has not been told, by its summary: any thread may write into it.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::jobs {

class ErrorLog {
  public:
    /// Errors of one batch.
    struct Batch {
        std::vector<std::string> summaries;
        /// As many.
        std::vector<std::int64_t> counts;
        /// Of kinds for which there was no room.
        std::int64_t left_out = 0;

        bool empty() const { return summaries.empty() && left_out == 0; }
    };

    /// `line`: of the log; only its summary is kept.
    void note(std::string_view line);
    /// Everything since the last time.
    Batch take();
    /// What could not be kept waits on.
    void put_back(const Batch& batch);
    /// Since the process started.
    std::uint64_t left_out() const;

  private:
    void add(const std::string& summary, std::int64_t count);

    mutable std::mutex mutex_;
    std::map<std::string, std::int64_t, std::less<>> counts_;
    std::int64_t left_out_ = 0;
    std::uint64_t all_left_out_ = 0;
};

}  // namespace gracy::jobs

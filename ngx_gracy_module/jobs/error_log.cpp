#include "jobs/error_log.hpp"

#include "jobs/error_summary.hpp"

#include <utility>

namespace gracy::jobs {
namespace {

// Between two times that they are taken, which is seconds.
constexpr std::size_t most_kinds = 100;

}  // namespace

void ErrorLog::note(std::string_view line) {
    const std::string summary = error_summary(line);
    const std::scoped_lock lock(mutex_);
    add(summary, 1);
}

ErrorLog::Batch ErrorLog::take() {
    const std::scoped_lock lock(mutex_);
    Batch batch;
    for (const auto& [summary, count] : counts_) {
        batch.summaries.push_back(summary);
        batch.counts.push_back(count);
    }
    counts_.clear();
    batch.left_out = std::exchange(left_out_, 0);
    return batch;
}

void ErrorLog::put_back(const Batch& batch) {
    const std::scoped_lock lock(mutex_);
    for (std::size_t i = 0; i < batch.summaries.size(); ++i) {
        add(batch.summaries[i], batch.counts[i]);
    }
    left_out_ += batch.left_out;
}

std::uint64_t ErrorLog::left_out() const {
    const std::scoped_lock lock(mutex_);
    return all_left_out_;
}

void ErrorLog::add(const std::string& summary, std::int64_t count) {
    const auto known = counts_.find(summary);
    if (known != counts_.end()) {
        known->second += count;
    } else if (counts_.size() < most_kinds) {
        counts_.emplace(summary, count);
    } else {
        left_out_ += count;
        all_left_out_ += static_cast<std::uint64_t>(count);
    }
}

}  // namespace gracy::jobs

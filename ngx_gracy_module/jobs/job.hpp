// A piece of work that outlives the process that asked for it.
#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace gracy::jobs {

/// As it was taken from the queue: leased to us, to be run now. Effects must be idempotent: a worker that dies in the
/// middle leaves the job to another one.
struct Job {
    std::int64_t id = 0;
    std::string kind;
    /// A JSON object.
    std::string payload;
    /// 1 for the first.
    std::int32_t attempt = 1;
    std::int32_t max_attempts = 1;
};

/// What somebody wants done.
struct NewJob {
    std::string kind;
    std::string lane;
    std::string payload = "{}";
    /// Not before; at once when empty.
    std::optional<base::Timestamp> run_at;
    /// A second job of the same kind and key is not accepted while the first is kept.
    std::optional<std::string> dedupe_key;
    std::int32_t max_attempts = 5;
};

/// Notified when something that a job works for is not wanted any more: whoever runs such a job looks.
inline constexpr const char* cancellations_channel = "gracy_cancellations";

/// Thrown by a job: another attempt cannot help, so it is dead at once.
struct Permanent final : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Thrown by a job: try again after exactly this time (a provider's Retry-After). Any other exception is tried again
/// after an exponential delay with full jitter.
struct RetryLater final : std::runtime_error {
    RetryLater(std::chrono::milliseconds wait, const std::string& why) : std::runtime_error(why), delay(wait) {}
    std::chrono::milliseconds delay;
};

/// Thrown by a job: it could not be tried, because something that everybody waits for is away. The attempt does not
/// count while the job is younger than `patience`. `delay`: not before.
struct NotNow final : std::runtime_error {
    NotNow(std::chrono::milliseconds wait, std::chrono::seconds patience_of_job, const std::string& why)
        : std::runtime_error(why), delay(wait), patience(patience_of_job) {}
    std::chrono::milliseconds delay;
    std::chrono::seconds patience;
};

}  // namespace gracy::jobs

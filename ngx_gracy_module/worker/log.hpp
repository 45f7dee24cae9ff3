// The worker's log: one line an event on stderr, as text for people or as JSON for collectors.
#pragma once

#include "base/clock.hpp"
#include "base/log.hpp"
#include "jobs/error_log.hpp"

#include <string>
#include <string_view>

namespace gracy::worker {

enum class LogFormat : unsigned char { text, json };

/// Sends base::log to stderr from now on; what is below `level` is dropped.
void open_log(LogFormat format, base::LogLevel level) noexcept;

/// Errors are noted there as well, from any thread; null: no more. Not those of a single job: a job that is dead is
/// told of from its table, whichever process has found it so.
void note_errors_in(jobs::ErrorLog* errors) noexcept;

/// "2026-11-21T01:02:03.004005Z warning the line\n" or a JSON object with time, level and message. Control characters
/// are escaped in both: nobody outside can write a line of their own.
std::string log_line(LogFormat format, base::Timestamp time, base::LogLevel level, std::string_view line);

}  // namespace gracy::worker

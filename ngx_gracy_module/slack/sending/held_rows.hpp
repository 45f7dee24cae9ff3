// Writing down what Slack has answered, and will not answer again.
#pragma once

#include "base/log.hpp"
#include "base/task.hpp"
#include "postgres/error.hpp"

#include <string>

namespace gracy::slack {

/// Awaits `write()`, again when somebody holds a row for longer than a statement waits, or the server was too busy for
/// it: what was answered must not be lost to that, nor what stands behind it wait for the end of a lease. It has to be
/// a transaction or statement that may be repeated. `what` is for the log. Throws the last error.
template <class Write>
base::Task<void> although_rows_are_held(std::string what, Write write) {
    constexpr int attempts = 10;
    for (int attempt = 1;; ++attempt) {
        bool is_held = false;
        try {
            co_await write();
            co_return;
        } catch (const postgres::Error& error) {
            is_held = error.kind() == postgres::ErrorKind::lock_timeout;
            if (!error.is_undone_by_others() || attempt == attempts) {
                throw;
            }
        }
        base::log(base::LogLevel::warning, "{}: {}, recording it again", what,
                  is_held ? "its row is held" : "the server is busy");
    }
}

}  // namespace gracy::slack

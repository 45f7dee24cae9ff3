// One line to the operator. nginx puts it into error_log, the worker on stderr, a test where it likes.
// Never pass a secret, a body or a person's words.
#pragma once

#include <fmt/format.h>
#include <string_view>

namespace gracy::base {

enum class LogLevel : unsigned char { debug, info, warning, error };

using LogSink = void (*)(LogLevel level, std::string_view line);

/// Without a sink nothing is written. Set once, before the loop runs.
void set_log_sink(LogSink sink) noexcept;

void log_line(LogLevel level, std::string_view line) noexcept;

template <class... Arguments>
void log(LogLevel level, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    log_line(level, fmt::format(format, std::forward<Arguments>(arguments)...));
}

}  // namespace gracy::base

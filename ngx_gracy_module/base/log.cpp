#include "base/log.hpp"

namespace gracy::base {
namespace {
constinit LogSink current_sink = nullptr;
}

void set_log_sink(LogSink sink) noexcept {
    current_sink = sink;
}

void log_line(LogLevel level, std::string_view line) noexcept {
    if (current_sink != nullptr) {
        current_sink(level, line);
    }
}

}  // namespace gracy::base

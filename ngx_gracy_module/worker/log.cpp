#include "worker/log.hpp"

#include "base/json_writer.hpp"

#include <unistd.h>
#include <atomic>
#include <cerrno>

namespace gracy::worker {
namespace {

constinit LogFormat current_format = LogFormat::text;
constinit base::LogLevel current_level = base::LogLevel::info;
constinit std::atomic<jobs::ErrorLog*> noted_in = nullptr;

std::string_view name_of(base::LogLevel level) {
    switch (level) {
        case base::LogLevel::debug:
            return "debug";
        case base::LogLevel::info:
            return "info";
        case base::LogLevel::warning:
            return "warning";
        case base::LogLevel::error:
            return "error";
    }
    return "error";
}

void write_to_stderr(base::LogLevel level, std::string_view line) {
    jobs::ErrorLog* const errors = noted_in.load();
    if (level == base::LogLevel::error && errors != nullptr && !line.starts_with("job ")) {
        errors->note(line);
    }
    if (level < current_level) {
        return;
    }
    const std::string text = log_line(current_format, base::SystemClock().now(), level, line);
    // One write a line, so that lines of several threads and processes do not mix. A log that cannot be written must
    // not stop the work.
    std::string_view left = text;
    while (!left.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, left.data(), left.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return;
        }
        left.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace

std::string log_line(LogFormat format, base::Timestamp time, base::LogLevel level, std::string_view line) {
    if (format == LogFormat::json) {
        base::JsonWriter json;
        json.open_object();
        json.field<"time">(time).field<"level">(name_of(level)).field<"message">(line);
        json.close_object();
        return json.take() + "\n";
    }
    std::string text = fmt::format("{} {} ", base::to_text(time), name_of(level));
    for (const char c : line) {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x20 || code == 0x7f) {
            text += fmt::format("\\x{:02x}", code);
        } else {
            text += c;
        }
    }
    text += '\n';
    return text;
}

void note_errors_in(jobs::ErrorLog* errors) noexcept {
    noted_in.store(errors);
}

void open_log(LogFormat format, base::LogLevel level) noexcept {
    current_format = format;
    current_level = level;
    base::set_log_sink(write_to_stderr);
}

}  // namespace gracy::worker

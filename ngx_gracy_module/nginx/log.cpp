#include "nginx/log.hpp"

#include "base/log.hpp"
#include "nginx/ngx.hpp"

namespace gracy::nginx {
namespace {

ngx_uint_t level_of(base::LogLevel level) {
    switch (level) {
        case base::LogLevel::debug:
            return NGX_LOG_DEBUG;
        case base::LogLevel::info:
            return NGX_LOG_INFO;
        case base::LogLevel::warning:
            return NGX_LOG_WARN;
        case base::LogLevel::error:
            return NGX_LOG_ERR;
    }
    return NGX_LOG_ERR;
}

void write(base::LogLevel level, std::string_view line) {
    // Never as the format: a line may hold anybody's words.
    ngx_log_error(level_of(level), ngx_cycle->log, 0, "gracy: %*s", line.size(), line.data());
}

}  // namespace

void log_to_nginx() noexcept {
    base::set_log_sink(write);
}

}  // namespace gracy::nginx

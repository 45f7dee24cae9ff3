// base::log into nginx's error_log.
#pragma once

namespace gracy::nginx {

/// From here on every line goes to the running cycle's error_log.
void log_to_nginx() noexcept;

}  // namespace gracy::nginx

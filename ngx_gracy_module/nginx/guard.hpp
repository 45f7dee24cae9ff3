// Where C calls C++: no exception may cross into nginx, which would end the worker.
#pragma once

#include "nginx/ngx.hpp"

#include <exception>
#include <utility>

namespace gracy::nginx {

/// Runs `function`; an exception is logged and becomes `otherwise`. `what` says who was called, for the log.
template <class Result, class Function>
Result guarded(ngx_log_t* log, const char* what, Result otherwise, Function&& function) noexcept {
    try {
        return std::forward<Function>(function)();
    } catch (const std::exception& exception) {
        ngx_log_error(NGX_LOG_ERR, log, 0, "gracy: %s failed: %s", what, exception.what());
    } catch (...) {
        ngx_log_error(NGX_LOG_ERR, log, 0, "gracy: %s failed", what);
    }
    return otherwise;
}

template <class Function>
void guarded(ngx_log_t* log, const char* what, Function&& function) noexcept {
    guarded(log, what, 0, [&] {
        std::forward<Function>(function)();
        return 0;
    });
}

}  // namespace gracy::nginx

// The one place where C libraries call into C++: nothing is thrown through their frames.
#pragma once

#include "base/log.hpp"

#include <exception>
#include <utility>

namespace gracy::worker {

/// Runs a callback. What it throws was expected by nobody, so it is named and the process ends: supervisord starts a
/// new one, and jobs are made to survive that.
template <class Body>
void guarded(const char* where, Body&& body) noexcept {
    try {
        std::forward<Body>(body)();
    } catch (const std::exception& exception) {
        base::log(base::LogLevel::error, "unexpected exception in {}: {}", where, exception.what());
        std::terminate();
    } catch (...) {
        base::log(base::LogLevel::error, "unexpected exception of an unknown type in {}", where);
        std::terminate();
    }
}

}  // namespace gracy::worker

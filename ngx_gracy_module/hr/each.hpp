// Work on many that have nothing to do with each other.
#pragma once

#include "base/task.hpp"

#include <exception>

namespace gracy::hr {

/// One after the other. One that fails stands in nobody's way: all others have their turn, and then its failure is
/// thrown.
template <class Items, class Body>
base::Task<void> each(const Items& items, Body body) {
    std::exception_ptr failure;
    for (const auto& item : items) {
        try {
            co_await body(item);
        } catch (const std::exception&) {
            failure = std::current_exception();
        }
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

}  // namespace gracy::hr

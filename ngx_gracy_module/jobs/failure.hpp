// What the exception that ended a job says.
#pragma once

#include "jobs/queue.hpp"

#include <exception>
#include <string>

namespace gracy::jobs {

/// In its own words.
std::string what(std::exception_ptr exception);

/// Whether and when to try again.
JobFailure failure_of(std::exception_ptr exception);

}  // namespace gracy::jobs

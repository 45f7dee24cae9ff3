// What an exception of a handler means to the client.
#pragma once

#include "http/problem.hpp"
#include "postgres/error.hpp"

#include <exception>
#include <string>

namespace gracy::access {

http::Problem problem_of(const postgres::Error& error);

struct Failure {
    http::Problem problem;
    /// For the log; empty when the client is to blame.
    std::string cause;
};

/// Precondition: `exception` is not null.
Failure failure_of(const std::exception_ptr& exception);

}  // namespace gracy::access

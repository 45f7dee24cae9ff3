#include "access/failure.hpp"

#include "io/offload.hpp"

#include <fmt/format.h>

namespace gracy::access {
namespace {

constexpr int retry_after_seconds = 1;

}  // namespace

http::Problem problem_of(const postgres::Error& error) {
    switch (error.kind()) {
        case postgres::ErrorKind::unavailable:
        case postgres::ErrorKind::overloaded:
        case postgres::ErrorKind::lost:
        // Somebody else held a lock for too long: the same request may succeed when it is sent again.
        case postgres::ErrorKind::lock_timeout:
            return http::Problem::unavailable(retry_after_seconds, error.maybe_executed());
        case postgres::ErrorKind::timeout:
            return http::Problem::deadline(error.maybe_executed());
        case postgres::ErrorKind::conflict:
            return http::Problem::conflict();
        case postgres::ErrorKind::invalid:
            break;
    }
    return http::Problem::internal();
}

Failure failure_of(const std::exception_ptr& exception) {
    try {
        std::rethrow_exception(exception);
    } catch (const http::Problem& problem) {
        return {problem, {}};
    } catch (const postgres::Error& error) {
        const std::string state = error.sqlstate().empty() ? std::string() : fmt::format(" ({})", error.sqlstate());
        return {problem_of(error), fmt::format("PostgreSQL{}: {}", state, error.what())};
    } catch (const io::OffloadFull& full) {
        return {http::Problem::unavailable(retry_after_seconds), full.what()};
    } catch (const std::exception& other) {
        return {http::Problem::internal(), other.what()};
    } catch (...) {
        return {http::Problem::internal(), "an exception of an unknown type"};
    }
}

}  // namespace gracy::access

#include "jobs/failure.hpp"

#include "postgres/error.hpp"

namespace gracy::jobs {
namespace {

// A database comes back within it, and others let go of what they hold, or an operator has to look; until then a job
// uses up no attempt for their sake.
constexpr std::chrono::minutes patience_with_the_database{15};

/// Nothing was executed, or nothing of it is left; what a job may have broken itself is not meant.
bool is_of_others(const postgres::Error& error) {
    return error.kind() == postgres::ErrorKind::unavailable || error.kind() == postgres::ErrorKind::lock_timeout;
}

}  // namespace

std::string what(std::exception_ptr exception) {
    try {
        std::rethrow_exception(exception);
    } catch (const std::exception& known) {
        return known.what();
    } catch (...) {
        return "an exception of an unknown type";
    }
}

JobFailure failure_of(std::exception_ptr exception) {
    try {
        std::rethrow_exception(exception);
    } catch (const Permanent& permanent) {
        return {permanent.what(), std::nullopt, true};
    } catch (const RetryLater& later) {
        return {later.what(), later.delay, false};
    } catch (const NotNow& away) {
        return {away.what(), away.delay, false, away.patience};
    } catch (const postgres::Error& error) {
        if (is_of_others(error)) {
            return {error.what(), std::chrono::milliseconds(0), false, patience_with_the_database};
        }
        return {error.what(), std::nullopt, false};
    } catch (...) {
        return {what(exception), std::nullopt, false};
    }
}

}  // namespace gracy::jobs

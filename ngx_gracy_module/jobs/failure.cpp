#include "jobs/failure.hpp"

#include "postgres/error.hpp"

namespace gracy::jobs {
namespace {

// A database comes back within it, or an operator has to look; until then a job uses up no attempt for its sake.
constexpr std::chrono::minutes patience_with_the_database{15};

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
        if (error.kind() != postgres::ErrorKind::unavailable) {
            return {error.what(), std::nullopt, false};
        }
        return {error.what(), std::chrono::milliseconds(0), false, patience_with_the_database};
    } catch (...) {
        return {what(exception), std::nullopt, false};
    }
}

}  // namespace gracy::jobs

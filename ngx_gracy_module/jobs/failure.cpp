#include "jobs/failure.hpp"

namespace gracy::jobs {

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
    } catch (...) {
        return {what(exception), std::nullopt, false};
    }
}

}  // namespace gracy::jobs

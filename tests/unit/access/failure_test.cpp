#include "access/failure.hpp"

#include "io/offload.hpp"
#include "test.hpp"

using namespace gracy;
using access::failure_of;
using postgres::ErrorKind;

namespace {

access::Failure of(ErrorKind kind, bool maybe_executed = false) {
    return failure_of(std::make_exception_ptr(postgres::Error(kind, "40P01", "deadlock detected", maybe_executed)));
}

}  // namespace

TEST(a_database_that_cannot_be_asked_is_unavailable) {
    for (const ErrorKind kind :
         {ErrorKind::unavailable, ErrorKind::overloaded, ErrorKind::lost, ErrorKind::lock_timeout}) {
        EXPECT_EQ(of(kind).problem.status(), 503);
        EXPECT(!of(kind).problem.maybe_executed());
    }
}

TEST(a_lost_write_may_have_happened) {
    EXPECT(of(ErrorKind::lost, true).problem.maybe_executed());
    EXPECT_EQ(of(ErrorKind::lost, true).problem.status(), 503);
}

TEST(the_other_kinds_have_their_status) {
    EXPECT_EQ(of(ErrorKind::timeout).problem.status(), 504);
    EXPECT_EQ(of(ErrorKind::conflict).problem.status(), 409);
    EXPECT_EQ(of(ErrorKind::invalid).problem.status(), 500);
}

TEST(the_cause_is_for_the_log) {
    EXPECT_EQ(of(ErrorKind::invalid).cause, "PostgreSQL (40P01): deadlock detected");
    EXPECT_EQ(failure_of(std::make_exception_ptr(std::runtime_error("secret detail"))).cause, "secret detail");
    EXPECT_EQ(failure_of(std::make_exception_ptr(std::runtime_error("secret detail"))).problem.status(), 500);
    EXPECT_EQ(failure_of(std::make_exception_ptr(7)).problem.status(), 500);
}

TEST(a_problem_is_the_clients_and_leaves_no_trace) {
    const auto failure = failure_of(std::make_exception_ptr(http::Problem::not_found("member")));
    EXPECT_EQ(failure.problem.status(), 404);
    EXPECT_EQ(failure.cause, "");
}

TEST(too_much_work_for_the_threads_is_unavailable) {
    EXPECT_EQ(failure_of(std::make_exception_ptr(io::OffloadFull())).problem.status(), 503);
}

#include "jobs/error_book.hpp"

#include "gracy/sql/jobs.hpp"
#include "jobs/error_summary.hpp"
#include "postgres/client.hpp"

#include <exception>

namespace gracy::jobs {
namespace {

constexpr std::int32_t dead_at_once = 200;

base::Task<void> note(postgres::Transaction& transaction, const ErrorLog::Batch& batch) {
    const std::vector<std::string_view> summaries(batch.summaries.begin(), batch.summaries.end());
    co_await transaction.run(sql::jobs::note_errors, summaries, batch.counts, batch.left_out);
}

}  // namespace

base::Task<bool> ErrorBook::keep_some() {
    const ErrorLog::Batch batch = log_.take();
    std::exception_ptr failure;
    bool more = false;
    try {
        postgres::Client client(database_);
        postgres::Transaction transaction = co_await client.begin();
        ErrorLog::Batch dead;
        const auto died = co_await transaction.run(sql::jobs::take_dead_jobs, dead_at_once);
        for (const auto job : died) {
            // A kind is ours; what it died of may say anything.
            dead.summaries.push_back(std::string("dead job ")
                                         .append(job.kind)
                                         .append(": ")
                                         .append(error_summary(job.last_error.value_or(""))));
            dead.counts.push_back(1);
        }
        more = dead.summaries.size() == dead_at_once;
        if (!batch.empty()) {
            co_await note(transaction, batch);
        }
        if (!dead.empty()) {
            co_await note(transaction, dead);
        }
        co_await transaction.commit();
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) {
        log_.put_back(batch);
        std::rethrow_exception(failure);
    }
    co_return more;
}

}  // namespace gracy::jobs

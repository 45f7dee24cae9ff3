// Puts a job into the table, alone or with what a transaction writes. Whoever is to run it hears of it by
// "jobs/channel.hpp".
#pragma once

#include "base/optional_view.hpp"
#include "gracy/sql/jobs.hpp"
#include "jobs/job.hpp"
#include "postgres/client.hpp"
#include "postgres/transaction.hpp"

namespace gracy::jobs {

/// The row has the new job's id; nothing when one of the same kind and dedupe key is kept.
inline auto enqueue(postgres::Client& client, const NewJob& job) {
    return client.write(sql::jobs::enqueue_job, job.kind, job.payload, job.run_at, job.lane,
                        base::view_of(job.dedupe_key), job.max_attempts);
}

inline auto enqueue(postgres::Transaction& transaction, const NewJob& job) {
    return transaction.run(sql::jobs::enqueue_job, job.kind, job.payload, job.run_at, job.lane,
                           base::view_of(job.dedupe_key), job.max_attempts);
}

}  // namespace gracy::jobs

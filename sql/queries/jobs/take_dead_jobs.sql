-- Dead jobs that the operator has not been told of, which from now on count as told.
--
-- kind: write
-- process: worker
-- plan: job_unreported job_pkey
-- param: limit int
-- column: kind text
-- column: last_error text?
with untold as (
    select job.id
    from job
    where job.state = 'dead' and not job.reported
    order by job.id
    limit $1::int
    for no key update skip locked
)
update job
set reported = true
from untold
where job.id = untold.id
returning job.kind, job.last_error

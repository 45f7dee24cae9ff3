-- Keeps a job for longer; false when its lease went to another.
--
-- kind: write
-- process: worker
-- plan: job_pkey
-- param: id bigint
-- param: worker text
-- param: lease_seconds int
-- column: held bool
with held as (
    update job
    set available_at = now() + $3::int * interval '1 second'
    where job.id = $1 and job.worker = $2 and job.state = 'running'
    returning 1
)
select exists (select from held)

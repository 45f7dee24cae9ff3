-- Puts a dead job back with all its attempts; false when it is not dead.
--
-- kind: write
-- process: worker
-- plan: job_pkey|job_dead
-- param: id bigint
-- column: queued bool
with revived as (
    update job
    set state = 'queued', attempts = 0, available_at = now(), finished_at = null, worker = null, reported = false
    where job.id = $1 and job.state = 'dead'
    returning 1
)
select exists (select from revived)

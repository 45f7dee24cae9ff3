-- Deletes a dead job for good, and tells its kind; no kind when it is not dead.
--
-- kind: write
-- process: worker
-- plan: job_pkey|job_dead
-- param: id bigint
-- column: kind text?
with dropped as (
    delete from job
    where job.id = $1 and job.state = 'dead'
    returning job.kind
)
select (select dropped.kind from dropped)

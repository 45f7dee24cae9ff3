-- Deletes all dead jobs of a kind for good.
--
-- kind: write
-- process: worker
-- plan: job_dead
-- param: kind text
-- column: dropped bigint
with dropped as (
    delete from job
    where job.kind = $1 and job.state = 'dead'
    returning 1
)
select count(*) from dropped

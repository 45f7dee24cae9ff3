-- Puts all dead jobs of a kind back with all their attempts.
--
-- kind: write
-- process: worker
-- plan: job_dead
-- param: kind text
-- column: queued bigint
with revived as (
    update job
    set state = 'queued', attempts = 0, available_at = now(), finished_at = null, worker = null, reported = false
    where job.kind = $1 and job.state = 'dead'
    returning 1
)
select count(*) from revived

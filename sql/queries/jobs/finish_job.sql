-- Ends a job that this worker still holds; false when its lease went to another. What was said to one person alone
-- is not kept, nor who opened a form when.
--
-- kind: write
-- process: worker
-- plan: job_pkey
-- param: id bigint
-- param: worker text
-- column: finished bool
with finished as (
    update job
    set state = 'done', finished_at = now(),
        payload = case when job.kind in ('slack.respond', 'slack.open_view') then '{}' else job.payload end
    where job.id = $1 and job.worker = $2 and job.state = 'running'
    returning 1
)
select exists (select from finished)

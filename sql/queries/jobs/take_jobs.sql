-- Leases due jobs of a lane, the longest due first; a job whose lease ran out is due again. One that ran out for the
-- last time is not returned: it is dead.
--
-- kind: write
-- process: worker
-- plan: job_open job_pkey
-- param: lane text
-- param: kinds text[]
-- param: limit int
-- param: lease_seconds int
-- param: worker text
-- column: id bigint
-- column: kind text
-- column: payload text
-- column: attempts int
-- column: max_attempts int
with due as (
    select job.id
    from job
    where job.lane = $1 and job.kind = any ($2) and job.state in ('queued', 'running') and job.available_at <= now()
    order by job.available_at, job.id
    limit $3::int
    for no key update skip locked
), taken as (
    update job
    set state = case when job.attempts >= job.max_attempts then 'dead' else 'running' end,
        attempts = least(job.attempts + 1, job.max_attempts),
        available_at = now() + $4::int * interval '1 second',
        worker = $5,
        last_error = case when job.attempts >= job.max_attempts
                          then coalesce(job.last_error || '; ', '') || 'the lease ended without a result'
                          else job.last_error end,
        finished_at = case when job.attempts >= job.max_attempts then now() end,
        -- As fail_job.
        payload = case when job.attempts >= job.max_attempts and job.kind = 'slack.open_view' then '{}' else job.payload end
    from due
    where job.id = due.id
    returning job.id, job.kind, job.payload::text as payload, job.attempts, job.max_attempts, job.state
)
select taken.id, taken.kind, taken.payload, taken.attempts, taken.max_attempts
from taken
where taken.state = 'running'
order by taken.id

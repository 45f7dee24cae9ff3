-- Puts a job that failed back, or to the dead ones after its last attempt (or at once, with dead). Without
-- retry_after_seconds the delay is drawn between 0 and 2^attempts seconds, at most 15 minutes. No row when another
-- worker holds it.
--
-- kind: write
-- process: worker
-- plan: job_pkey
-- param: id bigint
-- param: worker text
-- param: error text
-- param: retry_after_seconds float8?
-- param: dead bool
-- column: state text
update job
set state = case when $5::bool or job.attempts >= job.max_attempts then 'dead' else 'queued' end,
    finished_at = case when $5::bool or job.attempts >= job.max_attempts then now() end,
    available_at = now() + interval '1 second'
                           * coalesce($4::float8, random() * least(900, power(2, least(job.attempts, 10)))),
    -- A form opens at once or not at all, and who asked for it is nobody's business.
    payload = case when ($5::bool or job.attempts >= job.max_attempts) and job.kind = 'slack.open_view' then '{}' else job.payload end,
    last_error = $3,
    worker = null
where job.id = $1 and job.worker = $2 and job.state = 'running'
returning job.state

-- Puts a job back whose worker is being stopped in the middle of it: due at once, and as if this attempt had not been.
-- False when its lease had gone to another.
--
-- kind: write
-- process: worker
-- plan: job_pkey
-- param: id bigint
-- param: worker text
-- column: given_back bool
with given_back as (
    update job
    set state = 'queued', attempts = greatest(job.attempts - 1, 0), available_at = now(), worker = null
    where job.id = $1 and job.worker = $2 and job.state = 'running'
    returning 1
)
select exists (select from given_back)

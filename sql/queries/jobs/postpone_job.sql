-- Puts a job back that could not be tried, because something that everybody waits for is away: as if this attempt had not
-- been while the job is younger than patience_seconds, and as a failed one from then on. It waits for as long as it has
-- waited already, between 1 and 60 seconds, and not less than retry_after_seconds. No row when another worker holds it.
--
-- kind: write
-- process: worker
-- plan: job_pkey
-- param: id bigint
-- param: worker text
-- param: error text
-- param: retry_after_seconds float8
-- param: patience_seconds float8
-- column: state text
with held as (
    select job.id, extract(epoch from now() - job.created_at)::float8 as age
    from job
    where job.id = $1 and job.worker = $2 and job.state = 'running'
    for no key update
), judged as (
    select held.id, held.age, held.age < $5::float8 as is_patient
    from held
)
update job
set attempts = job.attempts - case when judged.is_patient and job.attempts > 0 then 1 else 0 end,
    state = case when judged.is_patient or job.attempts < job.max_attempts then 'queued' else 'dead' end,
    finished_at = case when judged.is_patient or job.attempts < job.max_attempts then null else now() end,
    available_at = now() + interval '1 second'
                           * greatest($4::float8, least(60, greatest(1, judged.age)) * (0.5 + random() / 2)),
    last_error = $3,
    worker = null
from judged
where job.id = judged.id
returning job.state

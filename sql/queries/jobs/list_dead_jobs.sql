-- The dead letters, latest first, for an operator.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: job_dead
-- param: limit int
-- column: id bigint
-- column: kind text
-- column: lane text
-- column: payload text
-- column: attempts int
-- column: last_error text?
-- column: created_at timestamptz
-- column: finished_at timestamptz?
select job.id, job.kind, job.lane, job.payload::text, job.attempts, job.last_error, job.created_at, job.finished_at
from job
where job.state = 'dead'
order by job.id desc
limit $1::int

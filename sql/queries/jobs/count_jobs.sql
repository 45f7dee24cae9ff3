-- Jobs that wait, run or are dead, by lane, for the metrics; and for how long the longest due one of a lane waits.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: job_open job_dead
-- column: state text
-- column: lane text
-- column: count bigint
-- column: oldest_due_seconds float8
select job.state, job.lane, count(*),
       greatest(0, extract(epoch from now() - min(job.available_at)))::float8
from job
where job.state in ('queued', 'running')
group by job.state, job.lane
union all
select 'dead', job.lane, count(*), 0
from job
where job.state = 'dead'
group by job.lane
order by 1, 2

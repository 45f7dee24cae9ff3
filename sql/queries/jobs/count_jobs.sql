-- Jobs that wait, run or are dead, by lane, for the metrics.
--
-- kind: read
-- process: both
-- plan: job_open job_dead
-- column: state text
-- column: lane text
-- column: count bigint
select job.state, job.lane, count(*)
from job
where job.state in ('queued', 'running')
group by job.state, job.lane
union all
select 'dead', job.lane, count(*)
from job
where job.state = 'dead'
group by job.lane
order by 1, 2

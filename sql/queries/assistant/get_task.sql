-- A task of the caller's own, and what came of it. A task whose job is dead has failed, until an operator has it tried
-- again.
--
-- kind: read
-- process: nginx
-- plan: assistant_task_pkey|assistant_task_by_member job_dedupe
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: id bigint
-- column: kind text
-- column: version int
-- column: state text
-- column: reason text?
-- column: output text?
-- column: model text?
-- column: created_at timestamptz
-- column: finished_at timestamptz?
select task.id, task.kind, task.version,
       case when task.state <> 'queued' then task.state
            when job.state = 'dead' then 'failed'
            when job.state = 'running' then 'running'
            else 'queued' end,
       case when task.state = 'queued' and job.state = 'dead' then 'unavailable' else task.reason end,
       task.output::text, task.model, task.created_at, task.finished_at
from assistant_task task
left join job on job.kind = 'assistant.task' and job.dedupe_key = task.team_space_id || '/' || task.id
where task.team_space_id = $1 and task.id = $3 and task.member_id = $2

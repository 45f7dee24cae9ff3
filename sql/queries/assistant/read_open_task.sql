-- A task that is not finished yet.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: assistant_task_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: kind text
-- column: input text
select task.kind, task.input::text
from assistant_task task
where task.team_space_id = $1 and task.id = $2 and task.state = 'queued'

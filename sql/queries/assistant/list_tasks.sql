-- A page of the tasks that a member has asked for, newest first, with their state as get_task has it. The first page begins
-- before ('infinity', 0).
--
-- kind: read
-- process: nginx
-- plan: assistant_task_by_member job_dedupe
-- param: team_space_id bigint
-- param: member_id bigint
-- param: before_at timestamptz
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: kind text
-- column: version int
-- column: state text
-- column: created_at timestamptz
-- column: finished_at timestamptz?
select page.id, page.kind, page.version,
       case when page.state <> 'queued' then page.state
            when job.state = 'dead' then 'failed'
            when job.state = 'running' then 'running'
            else 'queued' end,
       page.created_at, page.finished_at
from (
    select task.*
    from assistant_task task
    where task.team_space_id = $1 and task.member_id = $2 and (task.created_at, task.id) < ($3, $4)
    order by task.created_at desc, task.id desc
    limit $5::int offset $6::int
) as page
left join job on job.kind = 'assistant.task' and job.dedupe_key = page.team_space_id || '/' || page.id
order by page.created_at desc, page.id desc

-- A page of the tasks that a member has asked for, newest first, with their state as get_task has it; of one kind
-- and in one state where that is said. The first page begins
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
-- param: only_kind text?
-- param: only_state text?
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
          and ($7::text is null or task.kind = $7)
          and ($8::text is null
               or $8 = case when task.state <> 'queued' then task.state
                         else coalesce((select case job.state when 'dead' then 'failed' when 'running' then 'running' end
                                        from job
                                        where job.kind = 'assistant.task'
                                              and job.dedupe_key = task.team_space_id || '/' || task.id), 'queued') end)
    order by task.created_at desc, task.id desc
    limit $5::int offset $6::int
) as page
left join job on job.kind = 'assistant.task' and job.dedupe_key = page.team_space_id || '/' || page.id
order by page.created_at desc, page.id desc

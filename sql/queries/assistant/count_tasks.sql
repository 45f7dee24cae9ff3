-- How many tasks a member has asked for, of those that are kept; of one kind and in one state where that is said.
--
-- kind: read
-- process: nginx
-- plan: assistant_task_by_member job_dedupe
-- param: team_space_id bigint
-- param: member_id bigint
-- param: only_kind text?
-- param: only_state text?
-- column: total bigint
select count(*)
from assistant_task task
where task.team_space_id = $1 and task.member_id = $2
      and ($3::text is null or task.kind = $3)
      and ($4::text is null
           or $4 = case when task.state <> 'queued' then task.state
                     else coalesce((select case job.state when 'dead' then 'failed' when 'running' then 'running' end
                                    from job
                                    where job.kind = 'assistant.task'
                                          and job.dedupe_key = task.team_space_id || '/' || task.id), 'queued') end)

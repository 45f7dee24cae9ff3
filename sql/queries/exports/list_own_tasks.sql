-- A page of what a member has had the assistant do, as JSON; newest first. The first begins before 9223372036854775807. They are
-- kept for thirty days, so that all of a member's may be sorted.
--
-- kind: read
-- process: nginx
-- plan: assistant_task_by_member|assistant_task_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: before_id bigint
-- param: limit int
-- column: id bigint
-- column: document text
select task.id,
       json_build_object('id', task.id::text, 'kind', task.kind, 'input', task.input, 'output', task.output,
                         'created_at', task.created_at, 'finished_at', task.finished_at)::text
from assistant_task task
where task.team_space_id = $1 and task.member_id = $2 and task.id < $3
order by task.id desc
limit $4::int

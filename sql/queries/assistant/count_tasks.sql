-- How many tasks a member has asked for, of those that are kept.
--
-- kind: read
-- process: nginx
-- plan: assistant_task_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- column: total bigint
select count(*)
from assistant_task task
where task.team_space_id = $1 and task.member_id = $2

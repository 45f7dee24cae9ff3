-- How many members a department has.
--
-- kind: read
-- process: nginx
-- plan: member_by_department|member_by_department_status
-- param: team_space_id bigint
-- param: department_id bigint
-- column: total bigint
select count(*)
from member
where member.team_space_id = $1 and member.department_id = $2

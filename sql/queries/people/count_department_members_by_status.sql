-- How many members of a department have a status.
--
-- kind: read
-- process: nginx
-- plan: member_by_department_status
-- param: team_space_id bigint
-- param: department_id bigint
-- param: status text
-- column: total bigint
select count(*)
from member
where member.team_space_id = $1 and member.department_id = $2 and member.status = $3

-- How many members have a status.
--
-- kind: read
-- process: nginx
-- plan: member_by_status|member_by_department_status
-- param: team_space_id bigint
-- param: status text
-- column: total bigint
select count(*)
from member
where member.team_space_id = $1 and member.status = $2

-- Bad on purpose: the department of another team space can have the same id.
--
-- kind: read
-- process: nginx
-- plan: member_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: name text
select department.name
from member
join department on department.id = member.department_id
where member.team_space_id = $1 and member.id = $2

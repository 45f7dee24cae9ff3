-- Of a member's own profile what questions about work are about.
--
-- kind: read
-- process: worker
-- plan: member_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: title text?
-- column: department_name text?
-- column: manager_name text?
-- column: hired_on date?
select member.title, member.department_name, manager.name, member.hired_on
from member
left join member manager on manager.team_space_id = $1 and manager.id = member.manager_id
where member.team_space_id = $1 and member.id = $2

-- Bad on purpose: a left join's condition does not filter the rows of its left side.
--
-- kind: read
-- process: nginx
-- plan: member_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: name text
select manager.name
from member manager
left join member on member.team_space_id = $1 and manager.team_space_id = member.team_space_id and member.manager_id = manager.id
where manager.id = $2

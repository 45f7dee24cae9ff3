-- Somebody of the team space by name, or whoever is in a department, of whatever team space.
--
-- kind: read
-- process: nginx
-- plan: none (a bad example)
-- param: team_space_id bigint
-- param: name text
-- param: department_id bigint
-- column: id bigint
select member.id
from member
where (member.team_space_id = $1 and member.name = $2) or member.department_id = $3

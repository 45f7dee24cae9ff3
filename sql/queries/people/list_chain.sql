-- A member and the managers above, nearest first.
--
-- kind: read
-- process: nginx
-- plan: member_edge_by_member member_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: email text
-- column: title text?
-- column: department_id bigint?
-- column: department_name text?
-- column: manager_id bigint?
-- column: status text
-- column: hired_on date?
-- column: depth int
select member.id, member.name, member.name_en, member.email, member.title, member.department_id, member.department_name,
       member.manager_id, member.status, member.hired_on, edge.depth::int
from member_edge edge
join member on member.team_space_id = $1 and member.id = edge.ancestor_id
where edge.team_space_id = $1 and edge.member_id = $2
order by edge.depth

-- A department, with how deep it is and how many people work there.
--
-- kind: read
-- process: nginx
-- plan: department_pkey department_edge_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: id bigint
-- column: parent_id bigint?
-- column: name text
-- column: name_en text?
-- column: depth int
-- column: member_count bigint
-- column: total_member_count bigint
-- column: version int
-- column: created_at timestamptz
-- column: updated_at timestamptz
select department.id, department.parent_id, department.name, department.name_en,
       (select max(edge.depth)::int from department_edge edge
        where edge.team_space_id = $1 and edge.department_id = department.id),
       (select count(*) from member
        where member.team_space_id = $1 and member.department_id = department.id and member.status <> 'left'),
       (select count(*) from department_edge edge
        join member on member.team_space_id = $1 and member.department_id = edge.department_id and member.status <> 'left'
        where edge.team_space_id = $1 and edge.ancestor_id = department.id),
       department.version, department.created_at, department.updated_at
from department
where department.team_space_id = $1 and department.id = $2

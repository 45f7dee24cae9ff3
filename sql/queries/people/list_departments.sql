-- A page of the departments by name, or of those right inside one, or named like q, with how deep they are and how many people work there:
-- in the department itself, and with all that is inside. The first page begins after ('', 0).
--
-- kind: read
-- process: nginx
-- plan: member_by_department|member_by_department_status department_edge_by_department|department_edge_pkey
-- param: team_space_id bigint
-- param: parent_id bigint?
-- param: after_name text
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- param: q text?
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
with direct as materialized (
    select member.department_id, count(*) as people
    from member
    where member.team_space_id = $1 and member.status <> 'left' and member.department_id is not null
    group by member.department_id
)
select page.id, page.parent_id, page.name, page.name_en,
       (select max(edge.depth)::int from department_edge edge
        where edge.team_space_id = $1 and edge.department_id = page.id),
       coalesce((select direct.people from direct where direct.department_id = page.id), 0),
       (select coalesce(sum(direct.people), 0)::bigint from department_edge edge
        join direct on direct.department_id = edge.department_id
        where edge.team_space_id = $1 and edge.ancestor_id = page.id),
       page.version, page.created_at, page.updated_at
from (
    select department.*
    from department
    where department.team_space_id = $1
          and ($2::bigint is null or department.parent_id = $2)
          and ($7::text is null or strpos(department.search_text, fold_text($7)) > 0)
          and (department.name, department.id) > ($3, $4)
    order by department.name, department.id
    limit $5::int offset $6::int
) as page
order by page.name, page.id

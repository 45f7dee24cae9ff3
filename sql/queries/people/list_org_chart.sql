-- Those who report to nobody and who is below, to a depth, each after the manager; who has left stands there only
-- while somebody below works here. With how many report to each.
--
-- kind: read
-- process: nginx
-- plan: member_by_manager member_edge_pkey member_pkey
-- param: team_space_id bigint
-- param: depth int
-- param: limit int
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: title text?
-- column: department_id bigint?
-- column: department_name text?
-- column: manager_id bigint?
-- column: status text
-- column: avatar_url text?
-- column: depth int
-- column: report_count bigint
select page.id, page.name, page.name_en, page.title, page.department_id, page.department_name, page.manager_id,
       page.status, page.avatar_url, page.depth::int,
       (select count(*) from member
        where member.team_space_id = $1 and member.manager_id = page.id and member.status <> 'left')
from (
    select member.*, edge.depth
    from member top
    -- Each of them with the range of the closure that is theirs.
    cross join lateral (
        select edge.member_id, edge.depth
        from member_edge edge
        where edge.team_space_id = $1 and edge.ancestor_id = top.id and edge.depth <= $2
        offset 0
    ) as edge
    join member on member.team_space_id = $1 and member.id = edge.member_id
    where top.team_space_id = $1 and top.manager_id is null
          and (member.status <> 'left'
               -- Looked up for each who left, and not worked out for everybody.
               or exists (select from member_edge below
                          join member report on report.team_space_id = $1 and report.id = below.member_id
                          where below.team_space_id = $1 and below.ancestor_id = member.id and report.status <> 'left'
                          offset 0))
    order by edge.depth, member.name, member.id
    limit $3::int
) as page
order by page.depth, page.name, page.id

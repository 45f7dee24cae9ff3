-- A page of the teams by name, with how many members they have. The first page begins after ('', 0).
--
-- kind: read
-- process: nginx
-- plan: team_by_name team_member_pkey|team_member_by_name
-- param: team_space_id bigint
-- param: after_name text
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: member_count bigint
-- column: version int
-- column: created_at timestamptz
-- column: updated_at timestamptz
select page.id, page.name, page.name_en,
       (select count(*) from team_member
        where team_member.team_space_id = $1 and team_member.team_id = page.id),
       page.version, page.created_at, page.updated_at
from (
    select team.*
    from team
    where team.team_space_id = $1 and (team.name, team.id) > ($2, $3)
    order by team.name, team.id
    limit $4::int offset $5::int
) as page
order by page.name, page.id

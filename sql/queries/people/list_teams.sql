-- A page of the teams by name, or of those that a member is in, or named like q, with how many members they have. The first page begins after ('', 0).
--
-- kind: read
-- process: nginx
-- plan: team_by_name team_member_pkey|team_member_by_name
-- param: team_space_id bigint
-- param: after_name text
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- param: member_id bigint?
-- param: q text?
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
          and ($6::bigint is null
               or exists (select from team_member mine
                          where mine.team_space_id = $1 and mine.team_id = team.id and mine.member_id = $6))
          and ($7::text is null or is_named_like(team.name, team.name_en, $7))
    order by team.name, team.id
    limit $4::int offset $5::int
) as page
order by page.name, page.id

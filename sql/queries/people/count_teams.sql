-- How many teams list_teams has on all its pages.
--
-- kind: read
-- process: nginx
-- plan: team_by_name|team_pkey
-- param: team_space_id bigint
-- param: member_id bigint?
-- param: q text?
-- column: total bigint
select count(*)
from team
where team.team_space_id = $1
      and ($2::bigint is null
           or exists (select from team_member mine
                      where mine.team_space_id = $1 and mine.team_id = team.id and mine.member_id = $2))
      and ($3::text is null or is_named_like(team.name, team.name_en, $3))

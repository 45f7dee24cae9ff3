-- A team.
--
-- kind: read
-- process: nginx
-- plan: team_pkey team_member_pkey|team_member_by_name
-- param: team_space_id bigint
-- param: id bigint
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: member_count bigint
-- column: version int
-- column: created_at timestamptz
-- column: updated_at timestamptz
select team.id, team.name, team.name_en,
       (select count(*) from team_member
        where team_member.team_space_id = $1 and team_member.team_id = team.id),
       team.version, team.created_at, team.updated_at
from team
where team.team_space_id = $1 and team.id = $2

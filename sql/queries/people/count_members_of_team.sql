-- How many members a team has, and whether there is such a team.
--
-- kind: read
-- process: nginx
-- plan: team_pkey team_member_pkey|team_member_by_name
-- param: team_space_id bigint
-- param: in_team_id bigint
-- column: found bool
-- column: total bigint
select exists (select from team where team.team_space_id = $1 and team.id = $2),
       (select count(*) from team_member where team_member.team_space_id = $1 and team_member.team_id = $2)

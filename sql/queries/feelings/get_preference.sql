-- Whether a member wants their notes read by a model, and whether that is allowed where they are.
--
-- kind: read
-- process: nginx
-- plan: team_space_pkey feeling_preference_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: wanted bool
-- column: allowed bool
select coalesce(said.wanted, false), team_space.feelings
from team_space
left join feeling_preference said on said.team_space_id = $1 and said.member_id = $2
where team_space.id = $1

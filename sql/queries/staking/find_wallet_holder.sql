-- For whose account a text to sign is.
--
-- kind: read
-- process: nginx
-- plan: team_space_pkey member_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: team_space text
-- column: email text
select team_space.slug, member.email
from member
join team_space on team_space.id = $1
where member.team_space_id = $1 and member.id = $2

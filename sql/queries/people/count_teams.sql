-- How many teams there are.
--
-- kind: read
-- process: nginx
-- plan: team_by_name|team_pkey
-- param: team_space_id bigint
-- column: total bigint
select count(*)
from team
where team.team_space_id = $1

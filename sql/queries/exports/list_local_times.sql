-- Moments by the clocks of the team space, as files tell them.
--
-- kind: read
-- process: nginx
-- plan: team_space_pkey
-- param: team_space_id bigint
-- param: moments text[]
-- column: moment text
-- column: local_time text
select given.moment, local_time(given.moment::timestamptz, team_space.tz)
from unnest($2) as given(moment)
join team_space on team_space.id = $1

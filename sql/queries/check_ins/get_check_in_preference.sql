-- When a member wants to be asked; the defaults while they never said.
--
-- kind: read
-- process: both
-- plan: check_in_preference_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: asked bool
-- column: weekdays int[]
-- column: at_minute int
-- column: snoozed_until date?
-- column: version int
select coalesce(said.asked, true), coalesce(said.weekdays, '{2,4}'), coalesce(said.at_minute, 1020), said.snoozed_until,
       coalesce(said.version, 0)
from (select $1 as team_space_id, $2 as member_id) as who
left join check_in_preference said on said.team_space_id = $1 and said.member_id = $2

-- How many check-ins a member has.
--
-- kind: read
-- process: nginx
-- plan: mood_entry_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: total bigint
select count(*)
from mood_entry entry
where entry.team_space_id = $1 and entry.member_id = $2

-- How many groups of one kind a wave has; only_group narrows it to one group.
--
-- kind: read
-- process: nginx
-- plan: wave_group_pkey
-- param: team_space_id bigint
-- param: wave_id bigint
-- param: kind text
-- param: only_group bigint?
-- column: total bigint
select count(*)
from wave_group known
where known.team_space_id = $1 and known.wave_id = $2 and known.kind = $3 and ($4::bigint is null or known.group_id = $4)

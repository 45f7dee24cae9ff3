-- How many locations there are.
--
-- kind: read
-- process: nginx
-- plan: location_by_name|location_pkey
-- param: team_space_id bigint
-- column: total bigint
select count(*)
from location
where location.team_space_id = $1

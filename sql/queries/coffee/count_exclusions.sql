-- How many people a member does not want to meet.
--
-- kind: read
-- process: nginx
-- plan: coffee_exclusion_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: total bigint
select count(*) from coffee_exclusion exclusion where exclusion.team_space_id = $1 and exclusion.member_id = $2

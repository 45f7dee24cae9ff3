-- How many rounds there were, of all programs or of one.
--
-- kind: read
-- process: nginx
-- plan: coffee_round_by_time|coffee_round_pkey|coffee_round_team_space_id_program_id_no_key
-- param: team_space_id bigint
-- param: program_id bigint?
-- column: total bigint
select count(*)
from coffee_round round
where round.team_space_id = $1 and round.fire_at <= now() and ($2::bigint is null or round.program_id = $2)

-- How a member takes part in a program that runs; `out` when they do not.
--
-- kind: read
-- process: nginx
-- plan: coffee_program_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: program_id bigint
-- column: status text
-- column: paused_until date?
-- column: pause_reason text?
-- column: silent_rounds int
select taken.status, taken.paused_until, taken.pause_reason, taken.silent_rounds
from coffee_program program
cross join lateral coffee_participation($1, $2, program.id) as taken
where program.team_space_id = $1 and program.id = $3 and program.closed_at is null

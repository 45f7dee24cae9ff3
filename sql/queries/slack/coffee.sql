-- What /coffee does: join, pause, leave or status. Outcomes: ok, no_program, unknown_program, unknown_workspace,
-- not_member. next_round: by the person's clock, in words; partners: names.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: step text
-- param: days int?
-- param: program text?
-- column: outcome text
-- column: locale text
-- column: program text?
-- column: status text?
-- column: paused_until date?
-- column: next_round text?
-- column: programs text[]
-- column: program_id bigint?
-- column: partners text[]
select coffee.outcome, coffee.locale, coffee.program, coffee.status, coffee.paused_until,
       clock_time(coffee.next_round at time zone 'UTC', 'UTC', coffee.locale), coffee.programs, coffee.program_id, coffee.partners
from coffee_by_command($1, $2, $3, $4, $5, $6) as coffee

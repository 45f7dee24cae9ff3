-- Somebody clicked that they take part in a coffee program again. Outcomes: ok, unknown_program, unknown_workspace, not_member.
-- next_round: by the person's clock, in words.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: program_id bigint
-- column: outcome text
-- column: team_space_id bigint?
-- column: locale text
-- column: program text?
-- column: next_round text?
select resumed.outcome, resumed.team_space_id, resumed.locale, resumed.program,
       clock_time(resumed.next_round at time zone 'UTC', 'UTC', resumed.locale)
from resume_coffee_from_slack($1, $2, $3, $4) as resumed

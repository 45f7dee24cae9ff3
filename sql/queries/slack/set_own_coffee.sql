-- The form with how somebody takes part in coffee programs, submitted. Outcomes: ok, in_the_past (subject: the program's
-- id), unknown_program, self, unknown_member, too_many_exclusions, unknown_workspace, not_member.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: program_ids bigint[]
-- param: statuses text[]
-- param: paused_until text[]
-- param: other_ids bigint[]
-- column: outcome text
-- column: locale text
-- column: subject text?
select own.outcome, own.locale, own.subject
from set_own_coffee($1, $2, $3, $4, $5, $6, $7) as own

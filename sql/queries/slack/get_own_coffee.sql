-- How somebody in Slack takes part in coffee programs ("joined", "paused", "out"; until when they pause, "2026-12-01" or
-- empty), and whom they do not want to meet. Outcomes: ok, no_program, unknown_workspace, not_member.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: outcome text
-- column: locale text
-- column: program_ids bigint[]
-- column: programs text[]
-- column: statuses text[]
-- column: paused_until text[]
-- column: other_ids bigint[]
-- column: others text[]
select own.outcome, own.locale, own.program_ids, own.programs, own.statuses, own.paused_until, own.other_ids, own.others
from own_coffee($1, $2, $3) as own

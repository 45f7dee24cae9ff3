-- Shows or sets when somebody does not want to hear from Gracy: show, hours, pause, resume or usual. Outcomes: ok,
-- same_time, too_long, unknown_workspace, not_member; hours as "HH:MM", the end of the pause in words.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: step text
-- param: quiet_from text?
-- param: quiet_until text?
-- param: hours int?
-- column: outcome text
-- column: locale text
-- column: quiet_from text?
-- column: quiet_until text?
-- column: paused_until text?
select said.outcome, said.locale, said.quiet_from, said.quiet_until,
       clock_time(said.paused_until at time zone 'UTC', 'UTC', said.locale)
from set_quiet_hours_from_slack($1, $2, $3, $4, $5, $6, $7) as said

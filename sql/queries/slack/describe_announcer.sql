-- Who asks for something about announcements, and why they may not. Outcomes: ok, unknown_workspace, not_member, not_allowed.
--
-- kind: read
-- process: both
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: outcome text
-- column: team_space_id bigint?
-- column: locale text
-- column: tz text?
select caller.outcome, caller.team_space_id, caller.locale, caller.tz
from slack_announcer($1, $2, $3) as caller

-- Whether somebody in Slack may change the company's rules. Outcomes: ok, unknown_workspace, not_member, not_administrator.
--
-- kind: read
-- process: both
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: outcome text
-- column: locale text
select caller.outcome, caller.locale
from slack_administrator($1, $2, $3) as caller

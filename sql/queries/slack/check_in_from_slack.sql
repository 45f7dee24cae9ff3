-- Checks somebody in for today from Slack. Outcomes: created, ok (changed), unknown_workspace, not_member.
--
-- kind: write
-- process: both
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: score int
-- column: outcome text
-- column: locale text
select checked_in.outcome, checked_in.locale
from check_in_from_slack($1, $2, $3, $4) as checked_in

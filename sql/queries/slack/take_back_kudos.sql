-- Takes kudos back that somebody in Slack has given. Outcomes: functions/slack/take_back_kudos_from_slack.
--
-- kind: write
-- process: both
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: kudos_id bigint
-- column: outcome text
-- column: team_space_id bigint?
-- column: locale text
-- column: refunded int?
select voided.outcome, voided.team_space_id, voided.locale, voided.refunded
from take_back_kudos_from_slack($1, $2, $3, $4) as voided

-- A member says in Slack whether somebody there is they. Outcomes: functions/slack/answer_slack_proposal. name: that person's, where
-- it was said of them.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: said_team_id text
-- param: said_user_id text
-- param: is_it bool
-- param: request_id text
-- column: outcome text
-- column: team_space_id bigint?
-- column: locale text
-- column: name text?
select answered.outcome, answered.team_space_id, answered.locale, answered.name
from answer_slack_proposal($1, $2, $3, $4, $5, $6, $7) as answered

-- What members are called whom somebody has mentioned in Slack: functions/slack/names_in_slack.
--
-- kind: read
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- param: user_ids text[]
-- column: user_id text
-- column: name text
select named.user_id, named.name
from names_in_slack($1, $2, $3, $4) as named

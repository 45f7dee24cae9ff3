-- In which workspace somebody in Slack is said to be a member, who has not confirmed it yet, and whether that member is told so in Slack;
-- no workspace: nobody says so.
--
-- kind: read
-- process: both
-- primary: yes
-- plan: none (functions; the plans inside them are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- param: user_id text
-- column: team_id text?
-- column: told_in_slack bool
select proposal.team_id, proposal.told_in_slack
from slack_proposal($1, $2, $3) as proposal

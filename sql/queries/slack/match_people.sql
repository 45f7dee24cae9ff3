-- A page of the people in Slack who are nobody's member becomes those whom HR has entered since; whom the next page comes after,
-- if there is one. The first page comes after ''.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: after_team_id text
-- param: after_user_id text
-- param: limit int
-- column: after_team_id text?
-- column: after_user_id text?
select matched.after_team_id, matched.after_user_id
from match_slack_people($1, $2, $3, $4) as matched

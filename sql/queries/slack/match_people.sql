-- People in Slack who are nobody's member become those whom HR has entered since; how many were looked at.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- column: seen int
select match_slack_people($1)

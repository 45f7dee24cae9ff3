-- Takes the turn of one call of a method in a workspace: 0, or for how many seconds there is none.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: team_id text
-- param: method text
-- column: wait_seconds float8
select take_slack_token($1, $2, $3)

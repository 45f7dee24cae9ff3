-- Makes a workspace known that the app is in by its organization; whether it was not.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text
-- column: learnt bool
select learn_slack_workspace($1, $2)

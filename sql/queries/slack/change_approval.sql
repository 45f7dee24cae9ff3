-- An organization has approved the app for workspaces, or does so no more; whether it is connected.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: enterprise_id text
-- param: team_ids text[]
-- param: granted bool
-- column: known bool
select change_slack_approval($1, $2, $3)

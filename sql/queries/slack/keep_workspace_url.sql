-- Where a workspace is on the web, as Slack says.
--
-- kind: write
-- process: worker
-- plan: slack_installation_by_team
-- param: team_space_id bigint
-- param: team_id text
-- param: url text
-- column: id bigint
update slack_installation workspace
set url = $3
where workspace.team_space_id = $1 and workspace.team_id = $2 and workspace.status = 'active'
      and workspace.url is distinct from $3
returning workspace.id

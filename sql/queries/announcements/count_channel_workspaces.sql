-- In the channels of how many Slack workspaces an announcement can be posted.
--
-- kind: read
-- process: nginx
-- plan: slack_installation_by_team_space|slack_installation_pkey|slack_installation_by_organization
-- param: team_space_id bigint
-- column: total bigint
select count(*)
from slack_installation installation
where installation.team_space_id = $1 and installation.status = 'active' and installation.team_id is not null

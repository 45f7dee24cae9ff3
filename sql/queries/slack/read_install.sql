-- How far the last install of a browser is that Slack has sent back. A code that no worker took in time is as good as
-- none, whether or not one has said so.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: slack_install_by_browser team_space_pkey slack_installation_pkey|slack_installation_by_team_space|slack_installation_by_organization
-- param: browser_hash bytea
-- column: stage text
-- column: error text?
-- column: team_name text?
-- column: is_organization bool
-- column: team_space_name text
select case when install.stage = 'handed_over' and install.expires_at <= now() then 'failed' else install.stage end,
       case when install.stage = 'handed_over' then 'code_expired' else install.error end, install.team_name,
       exists (select from slack_installation installation
               where installation.team_space_id = install.team_space_id and installation.id = install.installation_id
                     and installation.team_id is null),
       team_space.name
from slack_install install
join team_space on team_space.id = install.team_space_id
where install.browser_hash = $1 and install.stage <> 'asked'
order by install.created_at desc
limit 1

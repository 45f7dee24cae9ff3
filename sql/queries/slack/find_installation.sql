-- The team space that a Slack workspace belongs to: by its own installation, else by its enterprise's.
--
-- kind: read
-- process: both
-- primary: yes
-- plan: slack_installation_by_team slack_installation_by_enterprise team_space_pkey
-- param: team_id text
-- param: enterprise_id text?
-- column: team_space_id bigint
-- column: locale text
-- column: tz text
select team_space.id, team_space.locale, team_space.tz
from (
    select installation.team_space_id, 1 as preference
    from slack_installation installation
    where installation.team_id = $1 and installation.status = 'active'
    union all
    select installation.team_space_id, 2
    from slack_installation installation
    where installation.enterprise_id = $2 and installation.team_id is null and installation.status = 'active'
) as found
join team_space on team_space.id = found.team_space_id and team_space.status = 'active'
order by found.preference
limit 1

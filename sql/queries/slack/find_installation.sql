-- The team space that a Slack workspace belongs to: by its own installation, else by its organization's (enterprise_id,
-- only where Slack says that the app is there by it).
--
-- kind: read
-- process: both
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_id text
-- param: enterprise_id text?
-- column: team_space_id bigint
-- column: locale text
-- column: tz text
select team_space.id, team_space.locale, team_space.tz
from slack_home($1, $2) as home
join team_space on team_space.id = home.team_space_id and team_space.status = 'active'

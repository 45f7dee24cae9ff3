-- A page of the Slack workspaces in whose channels an announcement can be posted, in the order in which they came; the first
-- page begins after 0.
--
-- kind: read
-- process: nginx
-- plan: slack_installation_by_team_space|slack_installation_pkey|slack_installation_by_organization
-- param: team_space_id bigint
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: team_id text
-- column: name text?
select installation.id, installation.team_id, installation.name
from slack_installation installation
where installation.team_space_id = $1 and installation.status = 'active' and installation.team_id is not null
      and installation.id > $2
order by installation.id
limit $3::int offset $4::int

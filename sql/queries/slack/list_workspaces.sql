-- A page of the workspaces and organizations that the team space is connected to, in the order in which they came; the first
-- page begins after 0. by_organization: the workspace is there by its organization. trouble: why Slack refuses the token
-- that it is spoken to with. sync: how far reading its people (of an organization: its workspaces) is: open, done, failed.
--
-- kind: read
-- process: nginx
-- plan: slack_installation_by_team_space|slack_installation_pkey|slack_installation_by_organization slack_sync_pkey
-- param: team_space_id bigint
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: team_id text?
-- column: enterprise_id text?
-- column: name text?
-- column: by_organization bool
-- column: connected_at timestamptz
-- column: trouble text?
-- column: sync text?
select installation.id, installation.team_id, installation.enterprise_id, installation.name,
       installation.organization_id is not null, installation.installed_at,
       coalesce(installation.trouble, organization.trouble), sync.state
from slack_installation installation
left join slack_installation organization
     on organization.team_space_id = $1 and organization.id = installation.organization_id
left join slack_sync sync
     on sync.team_space_id = $1 and sync.team_id = coalesce(installation.team_id, installation.enterprise_id)
where installation.team_space_id = $1 and installation.status = 'active' and installation.id > $2
order by installation.id
limit $3::int offset $4::int

-- Gracy in a whole Enterprise organization (docs.slack.dev/enterprise/organization-ready-apps): its installation has the
-- one token, and each workspace that the app is approved for there has a row of its own, which points to it.
alter table gracy.slack_installation
    -- The organization's installation, whose token serves this workspace; null: it has a token of its own. Of a revoked
    -- one: the organization is still there, and its approval for this workspace has ended.
    add organization_id bigint,
    -- What Slack calls the workspace, or the organization.
    add name text,
    -- When Slack said last that the organization's installation may be used there.
    add approved_at timestamptz,
    add foreign key (team_space_id, organization_id) references gracy.slack_installation (team_space_id, id),
    add check (organization_id is null
               or team_id is not null and enterprise_id is not null and token_sealed is null and refresh_sealed is null);
create index slack_installation_by_organization on gracy.slack_installation (team_space_id, organization_id, team_id);
-- Which workspaces those have that are connected already.
insert into gracy.slack_sync (team_space_id, team_id)
select installation.team_space_id, installation.enterprise_id
from gracy.slack_installation installation
where installation.status = 'active' and installation.team_id is null and installation.enterprise_id is not null
on conflict (team_space_id, team_id) do nothing;

-- In an organization a person has the same id in each workspace.
alter table gracy.slack_user add enterprise_id text;
update gracy.slack_user person
set enterprise_id = installation.enterprise_id
from gracy.slack_installation installation
where installation.team_space_id = person.team_space_id and installation.team_id = person.team_id
      and installation.status = 'active' and installation.enterprise_id is not null;
create index slack_user_by_person on gracy.slack_user (team_space_id, enterprise_id, user_id) where enterprise_id is not null;

-- They say more than they did.
drop function if exists gracy.take_sync(int);

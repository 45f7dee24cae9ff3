-- A page of the workspaces for which an organization has approved the app, and where the next one begins ('': nowhere). At
-- the end those that Slack has not listed are over. False: there is more to read, or the list was begun anew meanwhile, or
-- it does not end (5000 workspaces; the sync has failed then).
create or replace function gracy.store_slack_workspaces(
    p_team_space_id bigint,
    p_enterprise_id text,
    p_began_at timestamptz,
    p_cursor text,
    p_next_cursor text,
    p_wait_seconds float8,
    p_team_ids text[],
    p_names text[]) returns bool
    language plpgsql as $$
declare
    v_listed int;
begin
    update gracy.slack_sync sync
    set next_cursor = p_next_cursor, people = sync.people + cardinality(p_team_ids), error = null,
        due_at = now() + p_wait_seconds * interval '1 second',
        state = case when p_next_cursor = '' then 'done' else 'open' end,
        ended_at = case when p_next_cursor = '' then now() end
    where sync.team_space_id = p_team_space_id and sync.team_id = p_enterprise_id and sync.state = 'open'
          and sync.next_cursor = p_cursor and sync.began_at = p_began_at
    returning sync.people into v_listed;
    if not found then
        return false;
    elsif v_listed > 5000 then
        update gracy.slack_sync sync
        set state = 'failed', error = 'too_many_workspaces', ended_at = now()
        where sync.team_space_id = p_team_space_id and sync.team_id = p_enterprise_id;
        return false;
    end if;
    for i in 1 .. cardinality(p_team_ids) loop
        perform gracy.approve_slack_workspace(p_team_space_id, p_enterprise_id, p_team_ids[i], nullif(p_names[i], ''));
    end loop;
    if p_next_cursor <> '' then
        return false;
    end if;
    perform gracy.close_slack_installation(p_team_space_id, workspace.id)
    from gracy.slack_installation organization
    join gracy.slack_installation workspace
         on workspace.team_space_id = p_team_space_id and workspace.organization_id = organization.id
            -- Not only before: an approval that came late is as old as the list that it has asked for.
            and workspace.status = 'active' and workspace.approved_at <= p_began_at
    where organization.team_space_id = p_team_space_id and organization.enterprise_id = p_enterprise_id
          and organization.team_id is null and organization.status = 'active';
    return true;
end
$$;

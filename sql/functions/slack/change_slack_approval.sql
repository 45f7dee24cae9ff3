-- An organization has approved the app for workspaces (team_access_granted), or does so no more. These events may come late
-- and in any order, so that its workspaces are also listed again: what Slack lists then counts. False: no such organization.
create or replace function gracy.change_slack_approval(p_enterprise_id text, p_team_ids text[], p_granted bool) returns bool
    language plpgsql as $$
declare
    v_team_space_id bigint;
    v_organization_id bigint;
begin
    select installation.team_space_id, installation.id into v_team_space_id, v_organization_id
    from gracy.slack_installation installation
    where installation.enterprise_id = p_enterprise_id and installation.team_id is null and installation.status = 'active';
    if not found then
        return false;
    end if;
    -- Before the installations, as a page of the list takes them.
    perform gracy.begin_slack_sync(v_team_space_id, p_enterprise_id);
    if p_granted then
        for i in 1 .. cardinality(p_team_ids) loop
            perform gracy.approve_slack_workspace(v_team_space_id, p_enterprise_id, p_team_ids[i], null);
        end loop;
    else
        perform gracy.close_slack_installation(v_team_space_id, workspace.id)
        from gracy.slack_installation workspace
        where workspace.team_space_id = v_team_space_id and workspace.organization_id = v_organization_id
              and workspace.team_id = any (p_team_ids) and workspace.status = 'active';
    end if;
    return true;
end
$$;

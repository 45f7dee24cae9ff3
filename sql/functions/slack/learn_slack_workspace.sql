-- Slack speaks of a workspace that the app is in by its organization: when it is not known yet, it is from now on, and the
-- organization's workspaces are to be listed again, which says what it is called.
create or replace function gracy.learn_slack_workspace(p_team_id text, p_enterprise_id text) returns bool
    language plpgsql as $$
declare
    v_team_space_id bigint;
begin
    if exists (select from gracy.slack_installation known where known.team_id = p_team_id and known.status = 'active') then
        return false;
    end if;
    v_team_space_id := (gracy.slack_home(p_team_id, p_enterprise_id)).team_space_id;
    if v_team_space_id is null or not gracy.approve_slack_workspace(v_team_space_id, p_enterprise_id, p_team_id, null) then
        return false;
    end if;
    perform gracy.begin_slack_sync(v_team_space_id, p_enterprise_id);
    return true;
end
$$;

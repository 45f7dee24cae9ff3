-- Gracy was taken out of a workspace, or of an organization when p_enterprise_id is one, or its token was revoked; either
-- may come first, and both may come again. One that was connected since is not meant. Whether there was one.
create or replace function gracy.end_slack_installation(p_team_id text, p_enterprise_id text, p_at timestamptz)
returns bool
    language plpgsql as $$
declare
    v_team_space_id bigint;
    v_id bigint;
    -- Slack tells whole seconds.
    v_until timestamptz := p_at + interval '1 second';
begin
    if p_enterprise_id is null then
        select installation.team_space_id, installation.id into v_team_space_id, v_id
        from gracy.slack_installation installation
        where installation.installed_at < v_until and installation.team_id = p_team_id and installation.status = 'active'
              and installation.organization_id is null;
    else
        select installation.team_space_id, installation.id into v_team_space_id, v_id
        from gracy.slack_installation installation
        where installation.installed_at < v_until and installation.enterprise_id = p_enterprise_id
              and installation.team_id is null and installation.status = 'active';
    end if;
    if v_id is null then
        return false;
    end if;
    perform gracy.close_slack_installation(v_team_space_id, v_id);
    return true;
end
$$;

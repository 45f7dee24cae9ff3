-- The organization's installation may be used in a workspace, which Slack has just said; one that is connected by itself,
-- or to another team space, stays as it is. A workspace that comes by this is read. Whether it came by this.
create or replace function gracy.approve_slack_workspace(
    p_team_space_id bigint,
    p_enterprise_id text,
    p_team_id text,
    p_name text) returns bool
    language plpgsql as $$
declare
    v_organization record;
    v_before record;
    v_id bigint;
begin
    select installation.id, installation.app_id into v_organization
    from gracy.slack_installation installation
    where installation.team_space_id = p_team_space_id and installation.enterprise_id = p_enterprise_id
          and installation.team_id is null and installation.status = 'active'
    -- Against its end at this moment.
    for share;
    if not found then
        return false;
    end if;
    select installation.id, installation.trouble, installation.trouble_at into v_before
    from gracy.slack_installation installation
    where installation.team_space_id = p_team_space_id and installation.team_id = p_team_id
          and installation.organization_id = v_organization.id and installation.status = 'active'
    for no key update;
    if found then
        update gracy.slack_installation installation
        set approved_at = now(), name = coalesce(p_name, installation.name), trouble = null, trouble_at = null
        where installation.team_space_id = p_team_space_id and installation.id = v_before.id;
        -- Had Slack refused it a moment ago, then what waits would only be refused again.
        if v_before.trouble_at < now() - interval '1 minute' then
            perform gracy.release_slack_messages(p_team_space_id, p_team_id, v_before.trouble);
        end if;
        return false;
    end if;
    if exists (select from gracy.slack_installation other
               where other.team_id = p_team_id and other.status = 'active') then
        return false;
    end if;
    select before.id, before.trouble into v_before
    from gracy.slack_installation before
    where before.team_space_id = p_team_space_id and before.team_id = p_team_id
    order by before.id desc
    limit 1;
    update gracy.slack_installation installation
    set organization_id = v_organization.id, enterprise_id = p_enterprise_id, app_id = v_organization.app_id,
        name = coalesce(p_name, installation.name), approved_at = now(), status = 'active', installed_at = now(),
        revoked_at = null, trouble = null, trouble_at = null
    where installation.team_space_id = p_team_space_id and installation.id = v_before.id
    returning installation.id into v_id;
    if v_id is null then
        insert into gracy.slack_installation as installation
            (team_space_id, app_id, enterprise_id, team_id, organization_id, name, approved_at)
        values (p_team_space_id, v_organization.app_id, p_enterprise_id, p_team_id, v_organization.id, p_name, now())
        on conflict do nothing
        returning installation.id into v_id;
    end if;
    if v_id is null then
        return false;
    end if;
    perform gracy.release_slack_messages(p_team_space_id, p_team_id, v_before.trouble);
    perform gracy.begin_slack_sync(p_team_space_id, p_team_id);
    perform gracy.note_audit(p_team_space_id, null, 'slack.connect', 'slack_installation', v_id::text, null,
                             jsonb_build_object('team_id', p_team_id, 'enterprise_id', p_enterprise_id));
    return true;
end
$$;

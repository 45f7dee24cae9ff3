-- A workspace (or, without one, an organization) belongs to a team space from now on, with a token of its own: the workspaces
-- of an organization come by approve_slack_workspace. Its earlier installation there is taken up again, so that what was
-- said to it stays its own. Outcomes: ok, team_space_closed, taken (another team space has it).
create or replace function gracy.install_workspace(
    p_team_space_id bigint,
    p_app_id text,
    p_team_id text,
    p_enterprise_id text,
    p_bot_user_id text,
    p_bot_id text,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    v_other bigint;
    v_trouble text;
    v_was_taken_out bool;
begin
    perform from gracy.team_space where team_space.id = p_team_space_id and team_space.status = 'active';
    if not found then
        outcome := 'team_space_closed';
        return;
    end if;
    if p_team_id is not null then
        select installation.team_space_id into v_other
        from gracy.slack_installation installation
        where installation.status = 'active' and installation.team_id = p_team_id;
    else
        select installation.team_space_id into v_other
        from gracy.slack_installation installation
        where installation.status = 'active' and installation.enterprise_id = p_enterprise_id
              and installation.team_id is null;
    end if;
    if v_other <> p_team_space_id then
        outcome := 'taken';
        return;
    end if;
    outcome := 'ok';
    select installation.id, installation.trouble, installation.status <> 'active' into install_workspace.id, v_trouble, v_was_taken_out
    from gracy.slack_installation installation
    where installation.team_space_id = p_team_space_id and installation.team_id is not distinct from p_team_id
          and (p_team_id is not null or installation.enterprise_id = p_enterprise_id)
    order by installation.status = 'active' desc, installation.id desc
    limit 1
    for update;
    if found then
        update gracy.slack_installation installation
        set app_id = coalesce(p_app_id, installation.app_id), enterprise_id = p_enterprise_id, bot_user_id = p_bot_user_id,
            bot_id = coalesce(p_bot_id, installation.bot_id), organization_id = null, status = 'active', installed_at = now(),
            revoked_at = null, trouble = null, trouble_at = null
        where installation.team_space_id = p_team_space_id and installation.id = install_workspace.id;
    else
        insert into gracy.slack_installation as installation
            (team_space_id, app_id, enterprise_id, team_id, bot_user_id, bot_id)
        values (p_team_space_id, coalesce(p_app_id, ''), p_enterprise_id, p_team_id, p_bot_user_id, p_bot_id)
        returning installation.id into install_workspace.id;
    end if;
    perform gracy.release_slack_messages(p_team_space_id, p_team_id, v_trouble);
    if v_was_taken_out then
        perform gracy.show_slack_announcements(p_team_space_id);
    end if;
end
$$;

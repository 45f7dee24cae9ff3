-- A workspace (or, without one, an enterprise) belongs to a team space from now on. Its earlier installation there is
-- taken up again, so that what was said to it stays its own. Outcomes: ok, unknown_team_space, taken (another team space
-- has it).
create or replace function gracy.connect_workspace(
    p_slug text,
    p_app_id text,
    p_team_id text,
    p_enterprise_id text,
    p_bot_user_id text,
    p_bot_id text,
    out outcome text,
    out team_space_id bigint,
    out id bigint)
language plpgsql as $$
declare
    v_team_space_id bigint;
    v_other bigint;
    v_trouble text;
begin
    select team_space.id into v_team_space_id
    from gracy.team_space
    where team_space.slug = p_slug and team_space.status = 'active';
    if not found then
        outcome := 'unknown_team_space';
        return;
    end if;
    team_space_id := v_team_space_id;
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
    if v_other <> v_team_space_id then
        outcome := 'taken';
        return;
    end if;
    outcome := 'ok';
    select installation.id, installation.trouble into connect_workspace.id, v_trouble
    from gracy.slack_installation installation
    where installation.team_space_id = v_team_space_id and installation.team_id is not distinct from p_team_id
          and (p_team_id is not null or installation.enterprise_id = p_enterprise_id)
    order by installation.status = 'active' desc, installation.id desc
    limit 1
    for update;
    if found then
        update gracy.slack_installation installation
        set app_id = coalesce(p_app_id, installation.app_id), enterprise_id = p_enterprise_id, bot_user_id = p_bot_user_id,
            bot_id = p_bot_id, status = 'active', installed_at = now(), revoked_at = null, trouble = null, trouble_at = null
        where installation.team_space_id = v_team_space_id and installation.id = connect_workspace.id;
    else
        insert into gracy.slack_installation as installation
            (team_space_id, app_id, enterprise_id, team_id, bot_user_id, bot_id)
        values (v_team_space_id, coalesce(p_app_id, ''), p_enterprise_id, p_team_id, p_bot_user_id, p_bot_id)
        returning installation.id into connect_workspace.id;
    end if;
    -- What waited for a token need not wait any longer.
    update gracy.slack_message message
    set due_at = now()
    where message.team_space_id = v_team_space_id and message.state = 'waiting' and message.error = v_trouble
          and (message.team_id = p_team_id or p_team_id is null);
    update gracy.slack_lane lane
    set next_at = now(), paused_until = '-infinity'
    where lane.team_space_id = v_team_space_id and lane.next_at < 'infinity'
          and (lane.team_id = p_team_id or p_team_id is null);
end
$$;

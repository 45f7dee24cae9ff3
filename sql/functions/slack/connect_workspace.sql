-- The same by the team space's slug (install_workspace), for an operator's command; the owners are told, and everybody there, or
-- an organization's workspaces, are to be read then. Outcomes: ok, unknown_team_space, taken.
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
begin
    select team_space.id into v_team_space_id
    from gracy.team_space
    where team_space.slug = p_slug and team_space.status = 'active';
    if not found then
        outcome := 'unknown_team_space';
        return;
    end if;
    select connected.outcome, connected.id into outcome, id
    from gracy.install_workspace(v_team_space_id, p_app_id, p_team_id, p_enterprise_id, p_bot_user_id, p_bot_id) as connected;
    if outcome = 'ok' then
        team_space_id := v_team_space_id;
        perform gracy.tell_of_slack_workspace(v_team_space_id, id, null);
        perform gracy.begin_slack_sync(v_team_space_id, coalesce(p_team_id, p_enterprise_id));
    end if;
end
$$;

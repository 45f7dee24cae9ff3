-- What an exchanged code has given, a workspace or (without p_team_id) an organization, which p_team_name is the name of,
-- belongs to the install's team space from now on; its token is kept with it (put_token, in the same transaction), and is
-- to be checked. An answer that came after its time is no less good. Outcomes: ok, team_space_closed, taken (another team
-- space has the workspace or the organization), ended (the install has an end already), link_ended (whoever made the link
-- is no administrator any more), used_link (it has led to another workspace or organization meanwhile).
create or replace function gracy.store_install(
    p_team_space_id bigint,
    p_id bigint,
    p_app_id text,
    p_team_id text,
    p_team_name text,
    p_enterprise_id text,
    p_bot_user_id text,
    p_scopes text[],
    out outcome text,
    out installation_id bigint)
language plpgsql as $$
declare
    v_member_id bigint;
    v_link_id bigint;
    v_where text := coalesce(p_team_id, p_enterprise_id);
begin
    select link.created_by, link.id into v_member_id, v_link_id
    from gracy.slack_install install
    join gracy.slack_install_link link on link.team_space_id = p_team_space_id and link.id = install.link_id
    where install.team_space_id = p_team_space_id and install.id = p_id
          and (install.stage = 'exchanging' or install.stage = 'failed' and install.error = 'unclear')
    for update of install, link;
    if not found then
        outcome := 'ended';
        return;
    end if;
    if not gracy.may_install(p_team_space_id, v_member_id) then
        outcome := 'link_ended';
    elsif exists (select from gracy.slack_install other
                  where other.team_space_id = p_team_space_id and other.link_id = v_link_id
                        and other.stage in ('checking', 'connected') and other.team_id <> v_where) then
        outcome := 'used_link';
    else
        select connected.outcome, connected.id into outcome, installation_id
        from gracy.install_workspace(p_team_space_id, p_app_id, p_team_id, p_enterprise_id, p_bot_user_id, null) as connected;
    end if;
    if outcome <> 'ok' then
        update gracy.slack_install install
        set stage = 'failed', error = outcome, team_id = v_where, team_name = p_team_name, ended_at = now()
        where install.team_space_id = p_team_space_id and install.id = p_id;
        return;
    end if;
    update gracy.slack_installation installation
    set scopes = p_scopes, name = nullif(p_team_name, '')
    where installation.team_space_id = p_team_space_id and installation.id = store_install.installation_id;
    update gracy.slack_install install
    set stage = 'checking', error = null, ended_at = null, team_id = v_where, team_name = p_team_name, due_at = now(),
        installation_id = store_install.installation_id
    where install.team_space_id = p_team_space_id and install.id = p_id;
    perform gracy.note_audit(p_team_space_id, v_member_id, 'slack.connect', 'slack_installation', installation_id::text, null,
                             jsonb_build_object('team_id', v_where, 'scopes', p_scopes));
end
$$;

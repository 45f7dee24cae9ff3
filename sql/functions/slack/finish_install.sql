-- An install has come to its end: with a bot that Slack knows, of which the owners are told, and then everybody there, or an
-- organization's workspaces, are to be read; or with an error.
-- Tokens that Slack refuses are worth nothing: the app was taken out while it was being installed, whether or not its event
-- was seen before.
create or replace function gracy.finish_install(p_team_space_id bigint, p_id bigint, p_bot_id text, p_error text) returns bool
    language plpgsql as $$
declare
    v_install record;
    v_asked_by bigint;
begin
    update gracy.slack_install install
    set stage = case when p_error is null then 'connected' else 'failed' end, error = p_error, code = null, ended_at = now()
    where install.team_space_id = p_team_space_id and install.id = p_id and install.stage in ('exchanging', 'checking')
    returning install.link_id, install.installation_id, install.team_id into v_install;
    if not found then
        return false;
    end if;
    if p_error is null then
        update gracy.slack_installation installation
        set bot_id = p_bot_id
        where installation.team_space_id = p_team_space_id and installation.id = v_install.installation_id;
        update gracy.slack_install_link link
        set used_at = coalesce(link.used_at, now())
        where link.team_space_id = p_team_space_id and link.id = v_install.link_id
        returning link.created_by into v_asked_by;
        perform gracy.tell_of_slack_workspace(p_team_space_id, v_install.installation_id, v_asked_by);
        perform gracy.begin_slack_sync(p_team_space_id, v_install.team_id);
    elsif v_install.installation_id is not null then
        perform gracy.close_slack_installation(p_team_space_id, v_install.installation_id);
    end if;
    return true;
end
$$;

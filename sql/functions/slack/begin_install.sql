-- Somebody followed an install link and is about to be sent to Slack, with a state that only their browser may bring back
-- within ten minutes. Outcomes: ok, unknown_link, expired_link, used_link, too_many (20 that are under way).
create or replace function gracy.begin_install(
    p_token_hash bytea,
    p_state_hash bytea,
    p_browser_hash bytea,
    p_redirect_uri text) returns text
    language plpgsql as $$
declare
    v_link record;
    v_team_space_id bigint;
begin
    select link.team_space_id, link.id, link.created_by, link.expires_at, link.used_at into v_link
    from gracy.slack_install_link link
    where link.token_hash = p_token_hash
    for update;
    if not found then
        return 'unknown_link';
    end if;
    v_team_space_id := v_link.team_space_id;
    if not exists (select from gracy.team_space space where space.id = v_team_space_id and space.status = 'active')
       or not gracy.may_install(v_team_space_id, v_link.created_by) then
        return 'unknown_link';
    elsif v_link.used_at is not null then
        return 'used_link';
    elsif v_link.expires_at <= now() then
        return 'expired_link';
    elsif (select count(*) from gracy.slack_install install
           where install.team_space_id = v_team_space_id and install.link_id = v_link.id and install.stage = 'asked'
                 and install.created_at > now() - interval '10 minutes') >= 20 then
        return 'too_many';
    end if;
    insert into gracy.slack_install (team_space_id, link_id, state_hash, browser_hash, redirect_uri, expires_at)
    values (v_team_space_id, v_link.id, p_state_hash, p_browser_hash, p_redirect_uri, now() + interval '10 minutes');
    return 'ok';
end
$$;

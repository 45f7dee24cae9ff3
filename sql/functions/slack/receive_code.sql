-- Slack has sent a browser back: with a code (handed_over: a worker exchanges it), or with an error (denied, failed). A
-- state counts once, within its time, and in the browser that it was made for. Outcomes besides these: unknown_state,
-- expired_state, invalid_browser, repeated (it was brought before, by this browser).
create or replace function gracy.receive_code(
    p_state_hash bytea,
    p_browser_hash bytea,
    p_code text,
    p_error text) returns text
    language plpgsql as $$
declare
    v_install record;
    v_team_space_id bigint;
    v_stage text;
begin
    select install.team_space_id, install.id, install.browser_hash, install.stage, install.expires_at into v_install
    from gracy.slack_install install
    where install.state_hash = p_state_hash
    for update;
    if not found then
        return 'unknown_state';
    elsif v_install.browser_hash is distinct from p_browser_hash then
        return 'invalid_browser';
    elsif v_install.stage <> 'asked' then
        return 'repeated';
    elsif v_install.expires_at <= now() then
        return 'expired_state';
    end if;
    v_team_space_id := v_install.team_space_id;
    v_stage := case when p_code is not null then 'handed_over' when p_error = 'access_denied' then 'denied' else 'failed' end;
    update gracy.slack_install install
    set stage = v_stage, code = p_code, error = case when p_code is null then p_error end,
        due_at = case when p_code is not null then now() end,
        -- Ten minutes, less what the way here and the way to Slack may take.
        expires_at = case when p_code is not null then now() + interval '9 minutes' else install.expires_at end,
        ended_at = case when p_code is null then now() end
    where install.team_space_id = v_team_space_id and install.id = v_install.id;
    return v_stage;
end
$$;

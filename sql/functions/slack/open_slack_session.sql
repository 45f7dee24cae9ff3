-- A browser asks how far its sign-in is, and has its session opened once it is verified. Outcomes: unknown, waiting,
-- opened, signed_in (it was opened before, and is not there any more), failed with an error. Who asks again with the
-- same token is answered the same, because the answer that had it may not have arrived.
create or replace function gracy.open_slack_session(
    p_browser_hash bytea,
    p_id_hash bytea,
    p_idle_seconds int,
    p_absolute_seconds int,
    p_ip text,
    p_user_agent text,
    out outcome text,
    out error text)
language plpgsql as $$
declare
    v_sign_in record;
    v_team_space_id bigint;
begin
    select sign_in.stage, sign_in.error, sign_in.expires_at, sign_in.team_space_id, sign_in.member_id into v_sign_in
    from gracy.slack_sign_in sign_in
    where sign_in.browser_hash = p_browser_hash
    for update;
    v_team_space_id := v_sign_in.team_space_id;
    outcome := case
        when not found then 'unknown'
        when v_sign_in.stage = 'signed_in' and v_sign_in.expires_at > now()
             and exists (select from gracy.session
                         where session.team_space_id = v_team_space_id and session.id_hash = p_id_hash) then 'opened'
        when v_sign_in.stage in ('signed_in', 'failed') then v_sign_in.stage
        -- Whether or not a worker has said so.
        when v_sign_in.expires_at <= now() then 'failed'
        when v_sign_in.stage = 'verified' then 'opened'
        else 'waiting' end;
    if outcome = 'failed' then
        error := coalesce(v_sign_in.error, 'code_expired');
    elsif outcome = 'opened' and v_sign_in.stage = 'verified' then
        insert into gracy.session (id_hash, team_space_id, member_id, idle_expires_at, expires_at, ip, user_agent)
        select p_id_hash, v_team_space_id, member.id, now() + least(p_idle_seconds, p_absolute_seconds) * interval '1 second',
               now() + p_absolute_seconds * interval '1 second', p_ip, p_user_agent
        from gracy.member
        join gracy.team_space on team_space.id = v_team_space_id and team_space.status = 'active'
        where member.team_space_id = v_team_space_id and member.id = v_sign_in.member_id and member.status in ('active', 'on_leave');
        if not found then
            -- They have left a moment ago.
            outcome := 'failed';
            error := 'not_active';
        else
            perform gracy.note_audit(v_team_space_id, v_sign_in.member_id, 'session.open', 'member',
                                     v_sign_in.member_id::text, null, '{"by": "slack"}');
        end if;
        update gracy.slack_sign_in sign_in
        set stage = case open_slack_session.outcome when 'opened' then 'signed_in' else 'failed' end, error = open_slack_session.error
        where sign_in.browser_hash = p_browser_hash;
    end if;
end
$$;

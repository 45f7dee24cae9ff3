-- Queues a nudge to everybody who was asked and has not answered. How many those are is told to nobody.
create or replace function gracy.remind_wave(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_wave_id bigint,
    p_request_id text,
    out outcome text,
    out next_at timestamptz)
language plpgsql as $$
declare
    v_wave gracy.survey_wave;
begin
    select wave.* into v_wave
    from gracy.survey_wave wave
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if gracy.wave_state(v_wave.state, v_wave.opens_at, v_wave.closes_at) <> 'open' then
        outcome := 'not_open';
        return;
    end if;
    if v_wave.reminded >= v_wave.reminders then
        outcome := 'reminders_spent';
        return;
    end if;
    next_at := v_wave.reminded_at + interval '14 days';
    if next_at > now() then
        outcome := 'too_soon';
        return;
    end if;
    insert into gracy.survey_reminder (team_space_id, wave_id, member_id, no)
    select p_team_space_id, p_wave_id, invite.member_id, v_wave.reminded + 1
    from gracy.wave_invite invite
    where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id and not invite.responded;
    update gracy.survey_wave wave
    set reminded = wave.reminded + 1, reminded_at = now()
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'wave.remind', 'wave', p_wave_id::text, p_request_id);
    next_at := null;
    outcome := 'ok';
end
$$;

-- Calls a wave off, before or while it is open: what was answered is deleted, and nothing of it is ever shown.
create or replace function gracy.cancel_wave(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_wave_id bigint,
    p_version int,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_wave gracy.survey_wave;
begin
    select wave.* into v_wave
    from gracy.survey_wave wave
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id
    for update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_wave.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    outcome := gracy.wave_state(v_wave.state, v_wave.opens_at, v_wave.closes_at);
    if outcome not in ('draft', 'scheduled', 'open') then
        return;
    end if;
    delete from gracy.survey_inbox waiting
    where waiting.team_space_id = p_team_space_id and waiting.wave_id = p_wave_id;
    delete from gracy.survey_response response
    where response.team_space_id = p_team_space_id and response.wave_id = p_wave_id;
    delete from gracy.wave_invite invite
    where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id;
    delete from gracy.survey_reminder reminder
    where reminder.team_space_id = p_team_space_id and reminder.wave_id = p_wave_id and reminder.delivered_at is null;
    update gracy.survey_wave wave
    set state = 'cancelled'
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'wave.cancel', 'wave', p_wave_id::text, p_request_id);
    outcome := 'ok';
end
$$;

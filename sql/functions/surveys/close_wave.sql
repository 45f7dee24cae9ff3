-- Ends a wave that is open before its time. The worker releases what there is.
create or replace function gracy.close_wave(
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
    -- Waits for answers that are being stored; those that come later find it closed.
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
    if outcome <> 'open' then
        return;
    end if;
    update gracy.survey_wave wave
    set state = 'closed', closes_at = now()
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id;
    insert into gracy.job (kind, lane, payload, available_at, dedupe_key, max_attempts)
    values ('surveys.release', 'bulk', '{}', now(), 'wave-' || p_wave_id, 5)
    on conflict (kind, dedupe_key) where dedupe_key is not null do nothing;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'wave.close', 'wave', p_wave_id::text, p_request_id,
                             jsonb_build_object('closes_at', jsonb_build_array(v_wave.closes_at, now())));
    outcome := 'ok';
end
$$;

-- Deletes a wave that nobody was asked: a draft, also one that was called off.
create or replace function gracy.delete_wave(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_wave_id bigint,
    p_version int,
    p_request_id text,
    out outcome text)
language plpgsql as $$
declare
    v_version int;
    v_launched_at timestamptz;
begin
    select wave.version, wave.launched_at into v_version, v_launched_at
    from gracy.survey_wave wave
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id
    for update;
    if not found then
        outcome := 'not_found';
    elsif p_version not in (0, v_version) then
        outcome := 'version_mismatch';
    elsif v_launched_at is not null then
        outcome := 'already_launched';
    else
        delete from gracy.survey_wave wave
        where wave.team_space_id = p_team_space_id and wave.id = p_wave_id;
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'wave.delete', 'wave', p_wave_id::text, p_request_id);
        outcome := 'ok';
    end if;
end
$$;

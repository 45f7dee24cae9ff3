-- A page of who answered what in a wave that is over and promised that this would be read with names (names_shown), of those who
-- were told so; of another wave nothing. Each reading goes into the audit log.
create or replace function gracy.read_wave_responses(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_wave_id bigint,
    p_after_member_id bigint,
    p_limit int,
    p_offset int,
    p_request_id text) returns table (member_id bigint, name text, name_en text, answers jsonb)
    language plpgsql as $$
begin
    perform from gracy.survey_wave wave
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id and wave.names_shown and wave.released_at is not null;
    if not found then
        return;
    end if;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'wave.read_responses', 'wave', p_wave_id::text, p_request_id, '{}');
    return query
    select signature.member_id, member.name::text, member.name_en::text,
           gracy.response_answers(p_team_space_id, p_wave_id, signature.response_id)
    from gracy.survey_signature signature
    join gracy.member on member.team_space_id = p_team_space_id and member.id = signature.member_id
    where signature.team_space_id = p_team_space_id and signature.wave_id = p_wave_id and signature.told_names
          and signature.member_id > p_after_member_id
    order by signature.member_id
    limit p_limit offset p_offset;
end
$$;

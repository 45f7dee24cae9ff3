-- Ends a program. Its rounds stay, for those who sat in them and for the statistics. Outcomes: ok, unknown_program,
-- version_mismatch.
create or replace function gracy.close_coffee_program(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_program_id bigint,
    p_version int,
    p_request_id text) returns text
    language plpgsql as $$
declare
    v_before gracy.coffee_program;
begin
    select * into v_before from gracy.coffee_program program
    where program.team_space_id = p_team_space_id and program.id = p_program_id and program.closed_at is null
    for no key update;
    if not found then
        return 'unknown_program';
    end if;
    if p_version not in (0, v_before.version) then
        return 'version_mismatch';
    end if;
    perform gracy.drop_prepared_round(p_team_space_id, p_program_id);
    update gracy.coffee_program program
    set closed_at = now(), next_round_at = null, prepare_at = null
    where program.team_space_id = p_team_space_id and program.id = p_program_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'coffee.close', 'coffee_program', p_program_id::text, p_request_id,
                             jsonb_build_object('name', jsonb_build_array(v_before.name, null)));
    return 'ok';
end
$$;

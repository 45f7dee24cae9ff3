-- Changes a program, and with it the round to come. Outcomes: ok, unknown_program, version_mismatch, name_taken.
create or replace function gracy.change_coffee_program(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_program_id bigint,
    p_version int,
    p_changes jsonb,
    p_request_id text) returns text
    language plpgsql as $$
declare
    v_before gracy.coffee_program;
    v_after gracy.coffee_program;
begin
    perform pg_advisory_xact_lock(hashtextextended('gracy.coffee_program', p_team_space_id));
    select * into v_before from gracy.coffee_program program
    where program.team_space_id = p_team_space_id and program.id = p_program_id and program.closed_at is null
    for no key update;
    if not found then
        return 'unknown_program';
    end if;
    if p_version not in (0, v_before.version) then
        return 'version_mismatch';
    end if;
    if exists (select from gracy.coffee_program program
               where program.team_space_id = p_team_space_id and program.name = p_changes ->> 'name'
                     and program.closed_at is null and program.id <> p_program_id) then
        return 'name_taken';
    end if;
    v_after := jsonb_populate_record(v_before, jsonb_strip_nulls(p_changes));
    -- The round to come stays as it is prepared.
    if v_after is not distinct from v_before then
        return 'ok';
    end if;
    update gracy.coffee_program program
    set name = v_after.name, cadence = v_after.cadence, weekday = v_after.weekday, at = v_after.at,
        group_size = v_after.group_size, mode = v_after.mode, apart_from_manager = v_after.apart_from_manager,
        apart_from_team = v_after.apart_from_team, starts_on = v_after.starts_on
    where program.team_space_id = p_team_space_id and program.id = p_program_id
    returning * into v_after;
    perform gracy.drop_prepared_round(p_team_space_id, p_program_id);
    perform gracy.schedule_coffee_program(p_team_space_id, p_program_id, now());
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'coffee.update', 'coffee_program', p_program_id::text, p_request_id,
                             gracy.changed_fields(to_jsonb(v_before), to_jsonb(v_after)));
    return 'ok';
end
$$;

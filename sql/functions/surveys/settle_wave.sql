-- Moves anonymous answers out of the inbox in random order: while the wave goes on at least thirty at a time, with
-- thirty left behind for the next batch; at its end all of them. So a batch is never smaller than thirty, unless it is
-- the whole wave. Says how many were moved.
--
-- One call at a time moves answers of a wave that goes on, others move none: two that counted the same inbox would leave
-- less than a batch to the second. At its end the caller holds the wave.
create or replace function gracy.settle_wave(p_team_space_id bigint, p_wave_id bigint, p_all bool) returns int
    language plpgsql as $$
declare
    v_batch constant int := 30;
    v_waiting int;
    v_moved int;
begin
    if not p_all then
        perform from gracy.survey_wave wave
        where wave.team_space_id = p_team_space_id and wave.id = p_wave_id
        for no key update skip locked;
        if not found then
            return 0;
        end if;
    end if;
    select count(*) into v_waiting
    from gracy.survey_inbox waiting
    where waiting.team_space_id = p_team_space_id and waiting.wave_id = p_wave_id;
    if v_waiting = 0 or (not p_all and v_waiting < 2 * v_batch) then
        return 0;
    end if;
    -- The id is random, so its order is none.
    with chosen as materialized (
        select waiting.id
        from gracy.survey_inbox waiting
        where waiting.team_space_id = p_team_space_id and waiting.wave_id = p_wave_id
        order by waiting.id
        limit case when p_all then v_waiting else v_waiting - v_batch end
    ), taken as materialized (
        delete from gracy.survey_inbox waiting
        using chosen
        where waiting.team_space_id = p_team_space_id and waiting.wave_id = p_wave_id and waiting.id = chosen.id
        returning waiting.*
    ), stored as (
        insert into gracy.survey_response (team_space_id, wave_id, id, department_id, location_id, tenure_band, manager_id,
                                           stored_on)
        select p_team_space_id, p_wave_id, taken.id, taken.department_id, taken.location_id, taken.tenure_band,
               taken.manager_id, current_date
        from taken
        order by taken.id
        returning 1
    ), answered as (
        insert into gracy.survey_answer (team_space_id, wave_id, response_id, question_no, value, text)
        select p_team_space_id, p_wave_id, taken.id, (given ->> 0)::smallint, (given ->> 1)::smallint, given ->> 2
        from taken, jsonb_array_elements(taken.answers) as given
        order by taken.id
        returning 1
    )
    select count(*) into v_moved from stored;
    return v_moved;
end
$$;

-- Says when an open program's next round is: the first after a moment, and no two on one day, however the program is
-- changed.
create or replace function gracy.schedule_coffee_program(p_team_space_id bigint, p_program_id bigint, p_after timestamptz)
    returns void
    language plpgsql as $$
declare
    v_last timestamptz;
begin
    select max(round.fire_at) into v_last from gracy.coffee_round round
    where round.team_space_id = p_team_space_id and round.program_id = p_program_id;
    update gracy.coffee_program program
    set next_round_at = next.slot,
        prepare_at = gracy.coffee_prepare_at(p_team_space_id, p_program_id, next.slot)
    from (select gracy.coffee_slot(p_team_space_id, planned.cadence, planned.weekday, planned.at, planned.starts_on,
                                   greatest(p_after, v_last + interval '1 day')) as slot
          from gracy.coffee_program planned
          where planned.team_space_id = p_team_space_id and planned.id = p_program_id) as next
    where program.team_space_id = p_team_space_id and program.id = p_program_id and program.closed_at is null;
end
$$;

-- Lets go of a round that everybody slept through: more than a day late, it would come at a time that nobody expects.
create or replace function gracy.skip_coffee_round(p_team_space_id bigint, p_program_id bigint, p_fire_at timestamptz) returns bool
    language plpgsql as $$
begin
    perform 1 from gracy.coffee_program program
    where program.team_space_id = p_team_space_id and program.id = p_program_id and program.next_round_at = p_fire_at
    for no key update;
    if not found then
        return false;
    end if;
    perform gracy.schedule_coffee_program(p_team_space_id, p_program_id, now() - interval '1 day');
    return true;
end
$$;

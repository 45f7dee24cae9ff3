-- Holidays came or went, or the team space's clock is another's: rounds to come move with them.
create or replace function gracy.move_coffee_programs(p_team_space_id bigint) returns void
    language plpgsql as $$
declare
    v_program record;
begin
    for v_program in
        select program.id from gracy.coffee_program program
        where program.team_space_id = p_team_space_id and program.closed_at is null and program.next_round_at > now()
        order by program.id
        for no key update
    loop
        perform gracy.drop_prepared_round(p_team_space_id, v_program.id);
        perform gracy.schedule_coffee_program(p_team_space_id, v_program.id, now());
    end loop;
end
$$;

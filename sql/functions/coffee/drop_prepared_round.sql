-- Throws a round away that was made ahead of its time, so that it is made anew at once. The program's row is locked by
-- the caller.
create or replace function gracy.drop_prepared_round(p_team_space_id bigint, p_program_id bigint) returns void
    language plpgsql as $$
declare
    v_fire_at timestamptz;
begin
    delete from gracy.coffee_round round
    where round.team_space_id = p_team_space_id and round.program_id = p_program_id and round.fire_at > now()
    returning round.fire_at into v_fire_at;
    if v_fire_at is not null then
        update gracy.coffee_program program
        set next_round_at = v_fire_at, prepare_at = now()
        where program.team_space_id = p_team_space_id and program.id = p_program_id and program.closed_at is null;
    end if;
end
$$;

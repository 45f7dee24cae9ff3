-- Tells whoever could not be seated in at most p_limit rounds, of all team spaces, once the round's time has come. How many
-- were told.
create or replace function gracy.tell_left_out(p_limit int) returns int
    language plpgsql as $$
declare
    v_round record;
    v_team_space_id bigint;
    v_told int := 0;
begin
    for v_round in
        select round.team_space_id, round.id, round.program_id, round.left_out_ids
        from gracy.coffee_round round
        where round.tell_left_out_at <= now()
        order by round.tell_left_out_at
        limit p_limit
        for update skip locked
    loop
        v_team_space_id := v_round.team_space_id;
        perform gracy.tell_of_no_coffee(v_team_space_id, v_round.program_id, v_round.left_out_ids);
        update gracy.coffee_round round
        set tell_left_out_at = null
        where round.team_space_id = v_team_space_id and round.id = v_round.id;
        v_told := v_told + cardinality(v_round.left_out_ids);
    end loop;
    return v_told;
end
$$;

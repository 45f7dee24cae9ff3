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
        perform gracy.notify_member(
            v_team_space_id, left_out.member_id, 'coffee.left_out',
            format('Coffee (%s): this time there was nobody left whom you could meet. You are in the next round again.',
                   left(program.name, 200)),
            format('커피 모임(%s): 이번에는 함께할 사람을 찾지 못했어요. 다음 모임에 다시 함께해요.', left(program.name, 200)),
            'coffee_program', program.id::text)
        from unnest(v_round.left_out_ids) as left_out(member_id)
        join gracy.coffee_program program on program.team_space_id = v_team_space_id and program.id = v_round.program_id;
        update gracy.coffee_round round
        set tell_left_out_at = null
        where round.team_space_id = v_team_space_id and round.id = v_round.id;
        v_told := v_told + cardinality(v_round.left_out_ids);
    end loop;
    return v_told;
end
$$;

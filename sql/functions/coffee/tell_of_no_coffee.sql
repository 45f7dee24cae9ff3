-- Tells members that a round had nobody whom they could meet.
create or replace function gracy.tell_of_no_coffee(p_team_space_id bigint, p_program_id bigint, p_member_ids bigint[])
    returns void
    language plpgsql as $$
begin
    perform gracy.notify_member(
        p_team_space_id, left_out.member_id, 'coffee.left_out',
        format('Coffee (%s): this time there was nobody left whom you could meet. You are in the next round again.',
               left(program.name, 200)),
        format('커피 모임(%s): 이번에는 함께할 사람을 찾지 못했어요. 다음 모임에 다시 함께해요.', left(program.name, 200)),
        'coffee_program', program.id::text)
    from unnest(p_member_ids) as left_out(member_id)
    join gracy.coffee_program program on program.team_space_id = p_team_space_id and program.id = p_program_id;
end
$$;

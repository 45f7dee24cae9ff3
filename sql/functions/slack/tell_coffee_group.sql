-- Tells each member of a group alone whom they meet.
create or replace function gracy.tell_coffee_group(p_team_space_id bigint, p_round_id bigint, p_group_no int) returns void
    language plpgsql as $$
declare
    v_members bigint[] := gracy.coffee_group_members(p_team_space_id, p_round_id, p_group_no);
    v_program text;
begin
    select program.name into v_program
    from gracy.coffee_round round
    join gracy.coffee_program program on program.team_space_id = p_team_space_id and program.id = round.program_id
    where round.team_space_id = p_team_space_id and round.id = p_round_id;
    perform gracy.notify_member(
        p_team_space_id, told.member_id, 'coffee.introduced',
        left(format('Coffee (%s): this time you meet %s. Find half an hour that suits you all.', v_program, told.others_en), 1000),
        left(format('커피 모임(%s): 이번에는 %s과 만나요. 서로 편한 시간에 30분쯤 이야기 나눠 보세요.', v_program, told.others_ko), 1000),
        'coffee_round', p_round_id::text)
    from (select one.id as member_id, string_agg(coalesce(other.name_en, other.name), ', ' order by other.id) as others_en,
                 string_agg(other.name || '님', ', ' order by other.id) as others_ko
          from gracy.member one
          join gracy.member other on other.team_space_id = p_team_space_id and other.id = any (v_members) and other.id <> one.id
          where one.team_space_id = p_team_space_id and one.id = any (v_members)
          group by one.id) as told;
end
$$;

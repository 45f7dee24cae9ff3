-- Who sits in a group and has not left since.
create or replace function gracy.coffee_group_members(p_team_space_id bigint, p_round_id bigint, p_group_no int)
returns bigint[]
    language plpgsql stable as $$
begin
    return array(
        select seat.member_id
        from gracy.coffee_seat seat
        join gracy.member on member.team_space_id = p_team_space_id and member.id = seat.member_id
        where seat.team_space_id = p_team_space_id and seat.round_id = p_round_id and seat.group_no = p_group_no
              and member.status in ('active', 'on_leave')
        order by seat.member_id);
end
$$;

-- Asks at most p_limit members, of all team spaces, whether they met, when Slack does not (slack/ask_coffee_questions). How
-- many were asked.
create or replace function gracy.ask_by_notice(p_limit int) returns int
    language plpgsql as $$
declare
    v_seat record;
    v_team_space_id bigint;
    v_asked int := 0;
begin
    for v_seat in
        select seat.team_space_id, seat.round_id, seat.member_id, seat.answered_at, seat.ask_at
        from gracy.coffee_seat seat
        where seat.ask_at <= now()
        order by seat.ask_at
        limit p_limit
        for update skip locked
    loop
        v_team_space_id := v_seat.team_space_id;
        continue when not gracy.is_coffee_told_by_notice(v_team_space_id, v_seat.ask_at);
        if v_seat.answered_at is null and gracy.ask_about_coffee(v_team_space_id, v_seat.round_id, v_seat.member_id) then
            v_asked := v_asked + 1;
        end if;
        update gracy.coffee_seat seat
        set ask_at = null
        where seat.team_space_id = v_team_space_id and seat.round_id = v_seat.round_id and seat.member_id = v_seat.member_id;
    end loop;
    return v_asked;
end
$$;

-- Takes at most p_limit questions whether people met that are due, of all team spaces. Steps: ask (the caller writes the
-- question, in this transaction); by_notice (not in a workspace that takes it (can_tell_in_slack), or Slack would not have it); later (quiet
-- hours, or enough was said today); needless (answered, or nobody is left who could have been met).
create or replace function gracy.ask_coffee_questions(p_limit int)
returns table (team_space_id bigint, round_id bigint, member_id bigint, step text, team_id text, user_id text, locale text,
               program text, others text[])
language plpgsql as $$
declare
    v_seat record;
    v_team_space_id bigint;
    v_team_id text;
    v_user_id text;
    v_at timestamptz;
    v_told record;
    v_step text;
begin
    for v_seat in
        select due.*
        from (select seat.team_space_id, seat.round_id, seat.member_id, seat.group_no, seat.answered_at, seat.slack_message_id
              from gracy.coffee_seat seat
              where seat.ask_at <= now()
              order by seat.ask_at
              limit p_limit
              for update skip locked) as due
        -- In the order of open_slack_lane, which is that of the caller's messages as well.
        order by due.team_space_id, gracy.member_lane(due.team_space_id, due.member_id), due.round_id, due.member_id
    loop
        v_team_space_id := v_seat.team_space_id;
        select address.team_id, address.user_id into v_team_id, v_user_id
        from gracy.slack_addresses(v_team_space_id, array[v_seat.member_id]) as address
        where gracy.can_tell_in_slack(v_team_space_id, address.team_id);
        select told.program, told.locale, case when told.locale = 'ko' then told.others else told.others_en end as others into v_told
        from gracy.describe_coffee_seat(v_team_space_id, v_seat.round_id, v_seat.member_id) as told;
        v_at := gracy.may_be_told_at(v_team_space_id, v_seat.member_id, v_user_id);
        v_step := case when v_seat.answered_at is not null or v_told.others is null then 'needless'
                       when v_team_id is null or v_seat.slack_message_id is not null then 'by_notice'
                       when v_at > now() then 'later' else 'ask' end;
        if v_step = 'by_notice' then
            perform gracy.ask_about_coffee(v_team_space_id, v_seat.round_id, v_seat.member_id);
        end if;
        update gracy.coffee_seat seat
        set ask_at = case v_step when 'later' then v_at end
        where seat.team_space_id = v_team_space_id and seat.round_id = v_seat.round_id and seat.member_id = v_seat.member_id;
        return query select v_team_space_id, v_seat.round_id, v_seat.member_id, v_step, v_team_id, v_user_id, v_told.locale,
                            v_told.program, v_told.others;
    end loop;
end
$$;

-- Does what is due of a round: five business days after it, asks whether people met; a week after that, counts who has
-- not answered, and pauses who was silent three times in a row, and tells them so. Returns the state it is in now, null when nothing was due.
create or replace function gracy.follow_up_coffee_round(p_team_space_id bigint, p_round_id bigint) returns text
    language plpgsql as $$
declare
    v_round gracy.coffee_round;
    v_paused bigint[];
    v_day date;
begin
    select * into v_round from gracy.coffee_round round
    where round.team_space_id = p_team_space_id and round.id = p_round_id and round.follow_up_at <= now()
    for no key update;
    if not found then
        return null;
    end if;
    if v_round.state = 'made' then
        update gracy.coffee_seat seat
        set asked_at = now(), ask_at = now()
        where seat.team_space_id = p_team_space_id and seat.round_id = p_round_id and seat.answered_at is null;
        update gracy.coffee_round round
        set state = 'asked', follow_up_at = now() + interval '7 days'
        where round.team_space_id = p_team_space_id and round.id = p_round_id;
        return 'asked';
    end if;
    select (v_round.fire_at at time zone team_space.tz)::date into v_day
    from gracy.team_space where team_space.id = p_team_space_id;
    with silent as (
        update gracy.coffee_participant participant
        set silent_rounds = participant.silent_rounds + 1,
            status = case when participant.silent_rounds >= 2 then 'paused' else participant.status end,
            pause_reason = case when participant.silent_rounds >= 2 then 'silent' else participant.pause_reason end,
            paused_until = case when participant.silent_rounds >= 2 then null else participant.paused_until end
        from gracy.coffee_seat seat
        where seat.team_space_id = p_team_space_id and seat.round_id = p_round_id and seat.answered_at is null
              and participant.team_space_id = p_team_space_id and participant.program_id = v_round.program_id
              and participant.member_id = seat.member_id
              -- Who did anything since they were asked is not silent.
              and participant.acted_at < seat.asked_at
              -- Nor who pauses by their own will, or is not here to answer.
              and (participant.status = 'joined' or participant.paused_until <= v_day)
              and exists (select from gracy.member
                          where member.team_space_id = p_team_space_id and member.id = participant.member_id
                                and member.status = 'active')
              -- Nor whose partners have left: nobody can say that they met them.
              and cardinality(gracy.coffee_group_members(p_team_space_id, p_round_id, seat.group_no)) > 1
              -- Nor anybody of a program that has ended: nothing pauses, and nothing brings them back.
              and exists (select from gracy.coffee_program program
                          where program.team_space_id = p_team_space_id and program.id = v_round.program_id and program.closed_at is null)
              -- Nor whom the question has not reached: it waits, or its message has not arrived.
              and seat.ask_at is null
              and not exists (select from gracy.slack_message message
                              where message.team_space_id = p_team_space_id and message.id = seat.slack_message_id
                                    and message.state <> 'sent')
        returning participant.member_id, participant.silent_rounds
    )
    select array_agg(silent.member_id) into v_paused from silent where silent.silent_rounds = 3;
    perform gracy.notify_member(
        p_team_space_id, paused.member_id, 'coffee.paused',
        format('Coffee (%s) pauses for you, because I did not hear whether you met three times in a row. `/coffee resume%s` brings you back.',
               left(program.name, 200), named.behind),
        format('세 번 연달아 만났는지 답이 없어 커피 모임(%s)을 잠시 쉬어요. `/coffee 재개%s`를 입력하면 다시 함께할 수 있어요.',
               left(program.name, 200), named.behind),
        'coffee_program', program.id::text)
    from unnest(v_paused) as paused(member_id)
    join gracy.coffee_program program on program.team_space_id = p_team_space_id and program.id = v_round.program_id
                                     and program.closed_at is null
    cross join lateral (
        select case when exists (select from gracy.coffee_program other
                                 where other.team_space_id = p_team_space_id and other.closed_at is null and other.id <> program.id)
                    then ' ' || left(program.name, 200) else '' end as behind) as named;
    -- What was not asked by now is not asked any more.
    update gracy.coffee_seat seat
    set ask_at = null
    where seat.team_space_id = p_team_space_id and seat.round_id = p_round_id and seat.ask_at is not null;
    update gracy.coffee_round round
    set state = 'settled', follow_up_at = null
    where round.team_space_id = p_team_space_id and round.id = p_round_id;
    return 'settled';
end
$$;

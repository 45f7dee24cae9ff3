-- Does what is due of a round: five business days after it, asks whether people met; a week after that, counts who has
-- not answered, and pauses who was silent three times in a row. Returns the state it is in now, null when nothing was due.
create or replace function gracy.follow_up_coffee_round(p_team_space_id bigint, p_round_id bigint) returns text
    language plpgsql as $$
declare
    v_round gracy.coffee_round;
begin
    select * into v_round from gracy.coffee_round round
    where round.team_space_id = p_team_space_id and round.id = p_round_id and round.follow_up_at <= now()
    for no key update;
    if not found then
        return null;
    end if;
    if v_round.state = 'made' then
        update gracy.coffee_seat seat
        set asked_at = now()
        where seat.team_space_id = p_team_space_id and seat.round_id = p_round_id and seat.answered_at is null;
        update gracy.coffee_round round
        set state = 'asked', follow_up_at = now() + interval '7 days'
        where round.team_space_id = p_team_space_id and round.id = p_round_id;
        return 'asked';
    end if;
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
          and participant.acted_at < seat.asked_at;
    update gracy.coffee_round round
    set state = 'settled', follow_up_at = null
    where round.team_space_id = p_team_space_id and round.id = p_round_id;
    return 'settled';
end
$$;

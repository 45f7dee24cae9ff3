-- A member says whether their group met, and may say otherwise later; null: not yet. Any answer ends their silence.
-- Outcomes: ok, unknown_round (none, not yet, or without a seat for them).
create or replace function gracy.answer_coffee(
    p_team_space_id bigint,
    p_member_id bigint,
    p_round_id bigint,
    p_met bool,
    out outcome text,
    out answered_at timestamptz)
language plpgsql as $$
declare
    v_program_id bigint;
begin
    select round.program_id into v_program_id from gracy.coffee_round round
    where round.team_space_id = p_team_space_id and round.id = p_round_id and round.fire_at <= now();
    update gracy.coffee_seat seat
    set met = p_met, answered_at = case when p_met is not null then now() end,
        postponed_at = case when p_met is null then now() end
    where v_program_id is not null and seat.team_space_id = p_team_space_id and seat.round_id = p_round_id
          and seat.member_id = p_member_id
    returning seat.answered_at into answered_at;
    if not found then
        outcome := 'unknown_round';
        return;
    end if;
    update gracy.coffee_participant participant
    set silent_rounds = 0, acted_at = now()
    where participant.team_space_id = p_team_space_id and participant.program_id = v_program_id
          and participant.member_id = p_member_id;
    outcome := 'ok';
end
$$;

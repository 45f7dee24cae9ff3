-- Queues the question to a member; it counts as one of the three messages of the day.
create or replace function gracy.put_coffee_question(
    p_team_space_id bigint,
    p_round_id bigint,
    p_member_id bigint,
    p_team_id text,
    p_user_id text,
    p_arguments json) returns bigint
    language plpgsql as $$
declare
    v_message_id bigint;
begin
    update gracy.coffee_seat seat
    set slack_message_id = gracy.queue_slack_broadcast(
        p_team_space_id, p_team_id, p_user_id, p_arguments,
        concat_ws('/', 'notice', 'coffee', p_round_id, p_member_id))
    where seat.team_space_id = p_team_space_id and seat.round_id = p_round_id and seat.member_id = p_member_id
          and seat.slack_message_id is null
    returning seat.slack_message_id into v_message_id;
    return v_message_id;
end
$$;

-- Queues a group's introduction to its conversation.
create or replace function gracy.post_coffee_introduction(
    p_team_space_id bigint,
    p_round_id bigint,
    p_group_no int,
    p_team_id text,
    p_arguments json) returns bigint
    language plpgsql as $$
declare
    v_message_id bigint;
begin
    update gracy.coffee_group seated
    set slack_message_id = gracy.queue_slack_message(
        p_team_space_id, p_team_id, 'chat.postMessage', seated.slack_channel, p_arguments, now(),
        concat_ws('/', 'coffee', p_round_id, p_group_no, 'introduction'))
    where seated.team_space_id = p_team_space_id and seated.round_id = p_round_id and seated.no = p_group_no
          and seated.introduction = 'posting'
    returning seated.slack_message_id into v_message_id;
    return v_message_id;
end
$$;

-- Publishes App Home for a person: the newest view is the only one that waits. One that a sender has had ends when it is
-- taken again (end_overtaken_messages).
create or replace function gracy.queue_home(p_team_space_id bigint, p_team_id text, p_user_id text, p_arguments json)
returns bigint
    language plpgsql as $$
declare
    v_team_id text := gracy.slack_lane_of(p_team_space_id, p_team_id);
begin
    -- Before the messages, as take_slack_batch does.
    perform gracy.open_slack_lane(p_team_space_id, v_team_id, 'views.publish', now());
    delete from gracy.slack_message message
    where message.team_space_id = p_team_space_id and message.team_id = v_team_id and message.method = 'views.publish'
          and message.state = 'waiting' and message.channel = p_user_id;
    return gracy.queue_slack_message(p_team_space_id, v_team_id, 'views.publish', p_user_id, p_arguments, now());
end
$$;

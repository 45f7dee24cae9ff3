-- Changes a message that stands in Slack; of changes that wait only the newest is left.
create or replace function gracy.queue_slack_update(
    p_team_space_id bigint,
    p_team_id text,
    p_channel text,
    p_ts text,
    p_arguments json,
    p_dedupe_key text) returns bigint
    language plpgsql as $$
declare
    v_team_id text := gracy.slack_lane_of(p_team_space_id, p_team_id);
begin
    delete from gracy.slack_message message
    where message.team_space_id = p_team_space_id and message.team_id = v_team_id and message.method = 'chat.update'
          and message.state = 'waiting' and message.channel = p_channel and message.arguments ->> 'ts' = p_ts;
    return gracy.queue_slack_message(p_team_space_id, v_team_id, 'chat.update', p_channel,
                                     (p_arguments::jsonb || jsonb_build_object('ts', p_ts))::json, now(), p_dedupe_key);
end
$$;

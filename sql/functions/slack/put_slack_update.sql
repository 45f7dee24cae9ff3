-- The row behind queue_slack_update and a broadcast's: changes a message that stands in Slack. Of changes that wait only the
-- newest is left, in the place of the first. One that a sender has had ends when it is taken again (end_overtaken_messages).
create or replace function gracy.put_slack_update(
    p_team_space_id bigint,
    p_team_id text,
    p_channel text,
    p_ts text,
    p_arguments json,
    p_dedupe_key text,
    p_is_broadcast bool) returns bigint
    language plpgsql as $$
declare
    v_team_id text := gracy.slack_lane_of(p_team_space_id, p_team_id);
    v_due_at timestamptz;
begin
    -- Before the messages, as take_slack_messages does.
    perform gracy.open_slack_lane(p_team_space_id, v_team_id, 'chat.update', now());
    with dropped as (
        delete from gracy.slack_message message
        where message.team_space_id = p_team_space_id and message.team_id = v_team_id and message.method = 'chat.update'
              and message.state = 'waiting' and message.channel = p_channel and message.arguments ->> 'ts' = p_ts
        returning message.due_at
    )
    select least(now(), min(dropped.due_at)) into v_due_at from dropped;
    return gracy.put_slack_message(p_team_space_id, v_team_id, 'chat.update', p_channel,
                                   (p_arguments::jsonb || jsonb_build_object('ts', p_ts))::json, v_due_at, p_dedupe_key,
                                   p_is_broadcast);
end
$$;

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
    v_due_at constant timestamptz := gracy.drop_slack_update(p_team_space_id, p_team_id, p_channel, p_ts);
begin
    return gracy.put_slack_message(p_team_space_id, gracy.slack_lane_of(p_team_space_id, p_team_id), 'chat.update', p_channel,
                                   (p_arguments::jsonb || jsonb_build_object('ts', p_ts))::json, least(now(), v_due_at),
                                   p_dedupe_key, p_is_broadcast);
end
$$;

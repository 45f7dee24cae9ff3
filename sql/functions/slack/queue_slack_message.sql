-- Puts a message into a workspace's lane (slack_lane_of), before all broadcasts; null when one of the same key is kept. The
-- caller wakes the worker.
create or replace function gracy.queue_slack_message(
    p_team_space_id bigint,
    p_team_id text,
    p_method text,
    p_channel text,
    p_arguments json,
    p_due_at timestamptz,
    p_dedupe_key text default null) returns bigint
    language sql as $$
    select gracy.put_slack_message(p_team_space_id, p_team_id, p_method, p_channel, p_arguments, p_due_at, p_dedupe_key, false);
$$;

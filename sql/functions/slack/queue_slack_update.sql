-- Changes a message that stands in Slack (put_slack_update), for whoever waits for it.
create or replace function gracy.queue_slack_update(
    p_team_space_id bigint,
    p_team_id text,
    p_channel text,
    p_ts text,
    p_arguments json,
    p_dedupe_key text) returns bigint
    language sql as $$
    select gracy.put_slack_update(p_team_space_id, p_team_id, p_channel, p_ts, p_arguments, p_dedupe_key, false);
$$;

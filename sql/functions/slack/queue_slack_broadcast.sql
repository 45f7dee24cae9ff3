-- As queue_slack_message, for what many are told and nobody waits for: now, but behind everything that somebody waits for.
create or replace function gracy.queue_slack_broadcast(
    p_team_space_id bigint,
    p_team_id text,
    p_user_id text,
    p_arguments json,
    p_dedupe_key text) returns bigint
    language sql as $$
    select gracy.put_slack_message(p_team_space_id, p_team_id, 'chat.postMessage', p_user_id, p_arguments, now(), p_dedupe_key, true);
$$;

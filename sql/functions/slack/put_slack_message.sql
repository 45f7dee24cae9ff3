-- The row behind queue_slack_message and queue_slack_broadcast.
create or replace function gracy.put_slack_message(
    p_team_space_id bigint,
    p_team_id text,
    p_method text,
    p_channel text,
    p_arguments json,
    p_due_at timestamptz,
    p_dedupe_key text,
    p_is_broadcast bool) returns bigint
    language plpgsql as $$
declare
    v_id bigint;
    v_team_id text := gracy.slack_lane_of(p_team_space_id, p_team_id);
begin
    insert into gracy.slack_message as message
        (team_space_id, team_id, method, channel, arguments, dedupe_key, due_at, is_broadcast)
    values (p_team_space_id, v_team_id, p_method, p_channel, p_arguments, p_dedupe_key, p_due_at, p_is_broadcast)
    on conflict (team_space_id, dedupe_key) where dedupe_key is not null do nothing
    returning message.id into v_id;
    if v_id is not null then
        perform gracy.open_slack_lane(p_team_space_id, v_team_id, p_method, p_due_at);
    end if;
    return v_id;
end
$$;

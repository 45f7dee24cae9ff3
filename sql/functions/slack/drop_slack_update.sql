-- A message shows something newer than what waits to be shown there. When the first of what waited was due; null if nothing did.
create or replace function gracy.drop_slack_update(p_team_space_id bigint, p_team_id text, p_channel text, p_ts text)
returns timestamptz
    language plpgsql as $$
declare
    v_team_id text := gracy.slack_lane_of(p_team_space_id, p_team_id);
    v_due_at timestamptz;
begin
    -- Before the messages, as take_slack_batch does.
    perform gracy.open_slack_lane(p_team_space_id, v_team_id, 'chat.update', now());
    with dropped as (
        delete from gracy.slack_message message
        where message.team_space_id = p_team_space_id and message.team_id = v_team_id and message.method = 'chat.update'
              and message.state = 'waiting' and message.channel = p_channel and message.arguments ->> 'ts' = p_ts
        returning message.due_at
    )
    select min(dropped.due_at) into v_due_at from dropped;
    return v_due_at;
end
$$;

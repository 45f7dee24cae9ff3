-- Something waits in a workspace's lane from p_due_at on.
create or replace function gracy.open_slack_lane(p_team_space_id bigint, p_team_id text, p_method text, p_due_at timestamptz)
returns void
    language plpgsql as $$
begin
    insert into gracy.slack_lane as lane (team_space_id, team_id, method, tokens, filled_at, next_at)
    values (p_team_space_id, p_team_id, p_method, gracy.slack_method_burst(p_method), now(), p_due_at)
    on conflict (team_space_id, team_id, method) do update
    set next_at = greatest(least(lane.next_at, p_due_at), lane.paused_until)
    where lane.next_at > p_due_at;
end
$$;

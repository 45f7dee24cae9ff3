-- Something waits in a workspace's lane from p_due_at on. The lane is the caller's until its transaction ends, also when it is
-- open by then: a sender that has just found nothing in it must not close it again. So whoever opens lanes of several
-- workspaces does it in the order of their team spaces and ids, and nobody waits in a circle.
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

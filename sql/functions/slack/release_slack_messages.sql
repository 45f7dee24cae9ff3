-- A workspace (or, without one, all of the team space's) has a token that works: what waited for one, because of
-- p_trouble, need not wait any longer, but for the quiet hours of whom it is for (notice_due_at).
create or replace function gracy.release_slack_messages(p_team_space_id bigint, p_team_id text, p_trouble text) returns void
    language plpgsql as $$
begin
    update gracy.slack_message message
    set due_at = gracy.notice_due_at(p_team_space_id, message.team_id, message.channel, message.dedupe_key)
    where message.team_space_id = p_team_space_id and message.state = 'waiting' and message.error = p_trouble
          and (message.team_id = p_team_id or p_team_id is null);
    update gracy.slack_lane lane
    set next_at = now(), paused_until = '-infinity'
    where lane.team_space_id = p_team_space_id and lane.next_at < 'infinity'
          and (lane.team_id = p_team_id or p_team_id is null);
end
$$;

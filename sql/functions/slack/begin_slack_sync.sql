-- Everybody in a workspace is to be read, from the beginning.
create or replace function gracy.begin_slack_sync(p_team_space_id bigint, p_team_id text) returns void
    language plpgsql as $$
begin
    insert into gracy.slack_sync as sync (team_space_id, team_id)
    values (p_team_space_id, p_team_id)
    on conflict (team_space_id, team_id) do update
    set state = 'open', next_cursor = '', due_at = now(), people = 0, error = null, began_at = now(), ended_at = null;
end
$$;

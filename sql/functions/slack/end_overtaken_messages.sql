-- Views and changes that a sender has had, and nobody knows whether they arrived, are not sent again behind a newer one of
-- the same place: the older would stay. The caller has the lane.
create or replace function gracy.end_overtaken_messages(p_team_space_id bigint, p_team_id text, p_method text) returns void
    language sql as $$
    update gracy.slack_message older
    set state = 'failed', error = 'overtaken', ended_at = now(),
        arguments = case when p_method = 'views.publish' then '{}' else older.arguments end
    where older.team_space_id = p_team_space_id and older.team_id = p_team_id and older.method = p_method
          and older.state in ('waiting', 'sending') and older.attempts > 0 and older.due_at <= now()
          and exists (
              select from gracy.slack_message newer
              where newer.team_space_id = p_team_space_id and newer.channel = older.channel and newer.method = p_method
                    and newer.id > older.id
                    and (p_method = 'views.publish' or newer.arguments ->> 'ts' = older.arguments ->> 'ts'));
$$;

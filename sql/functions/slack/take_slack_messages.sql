-- As a worker of the release before calls it: take_slack_batch, which tells as well what was taken back.
create or replace function gracy.take_slack_messages(p_limit int, p_lease_seconds int)
returns table (team_space_id bigint, id bigint, team_id text, method text, channel text, arguments text, attempts int,
               uncertain bool, token_sealed bytea, key_id text, installation_id bigint)
language sql as $$
    select taken.team_space_id, taken.id, taken.team_id, taken.method, taken.channel, taken.arguments, taken.attempts,
           taken.uncertain, taken.token_sealed, taken.key_id, taken.installation_id
    from gracy.take_slack_batch(p_limit, p_lease_seconds) as taken;
$$;

-- Takes one of the attempts that a key has in a quarter of an hour, before anything is compared: whoever tries many passwords at
-- once has no more than who tries them one by one. The last one locks the key for a quarter of an hour. Null: it was taken, or
-- else until when there is none.
create or replace function gracy.count_attempt(p_team_space_id bigint, p_key text, p_attempts int) returns timestamptz
    language plpgsql as $$
begin
    insert into gracy.login_failure as failure (team_space_id, email_key, failed_at, updated_at)
    values (p_team_space_id, p_key, array[now()], now())
    on conflict (team_space_id, email_key) do update
    set (failed_at, locked_until, updated_at) = (
        select array_agg(recent.at order by recent.at desc),
               case when count(*) >= p_attempts then now() + interval '15 minutes' end,
               now()
        from (select tried.at
              from unnest(failure.failed_at || now()) as tried(at)
              where tried.at > now() - interval '15 minutes'
              order by tried.at desc
              limit p_attempts) as recent)
    where failure.locked_until is null or failure.locked_until <= now();
    if found then
        return null;
    end if;
    return (select failure.locked_until
            from gracy.login_failure failure
            where failure.team_space_id = p_team_space_id and failure.email_key = p_key);
end
$$;

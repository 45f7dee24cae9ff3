-- What the contenders of the login do about a wrong password: counts a failed login of an e-mail address ($2) in a team space
-- ($1); the tenth within 15 minutes locks it for 15 minutes.
insert into login_failure as failure (team_space_id, email_key, failed_at, updated_at)
select team_space.id, fold_text($2), array[now()], now()
from team_space
where team_space.id = $1
on conflict (team_space_id, email_key) do update
set (failed_at, locked_until, updated_at) = (
    select array_agg(recent.at order by recent.at desc),
           case when count(*) >= 10 then now() + interval '15 minutes' else failure.locked_until end,
           now()
    from (select at
          from unnest(failure.failed_at || now()) as at
          where at > now() - interval '15 minutes'
          order by at desc
          limit 10) as recent)
returning cardinality(failure.failed_at), case when failure.locked_until > now() then failure.locked_until end

-- Team spaces, by id, for which nobody has planned the day that it is there: their midnight names the slot.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: team_space_pkey cron_run_pkey
-- param: after_id bigint
-- param: limit int
-- column: id bigint
-- column: midnight timestamptz
select team_space.id, date_trunc('day', now() at time zone team_space.tz) at time zone team_space.tz
from team_space
where team_space.id > $1
      and not exists (select from cron_run
                      where cron_run.name = 'celebrations.plan' and cron_run.team_space_id = team_space.id
                            and cron_run.fire_at = date_trunc('day', now() at time zone team_space.tz) at time zone team_space.tz)
order by team_space.id
limit $2::int

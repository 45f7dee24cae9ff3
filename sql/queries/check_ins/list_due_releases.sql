-- Weeks and months that are over everywhere and undecided, of team spaces that check in, in the order in which they must
-- be decided: each month after its weeks. As far back as 60 weeks. The first begin after 0, '-infinity', 'month'.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: release_run_pkey mood_entry_by_day|mood_entry_pkey
-- param: after_team_space_id bigint
-- param: after_period_end text
-- param: after_grain text
-- param: limit int
-- column: team_space_id bigint
-- column: grain text
-- column: period_start date
-- column: period_end text
with period as (
    select 'week' as grain, monday::date as period_start, monday::date + 7 as period_end
    from generate_series(date_trunc('week', now() at time zone 'utc') - interval '60 weeks',
                         date_trunc('week', now() at time zone 'utc'), interval '7 days') as monday
    union all
    select 'month', month::date, gracy.check_in_month_start((month + interval '1 month')::date)
    from generate_series(date_trunc('month', now() at time zone 'utc') - interval '12 months',
                         date_trunc('month', now() at time zone 'utc'), interval '1 month') as month
)
select space.id, period.grain, period.period_start, period.period_end::text
from team_space space
cross join period
where space.status = 'active' and now() >= period.period_end::timestamp at time zone 'Etc/GMT+12'
      and (space.id, period.period_end, period.grain = 'month') > ($1, $2::text::date, $3::text = 'month')
      and exists (select from mood_entry entry
                  where entry.team_space_id = space.id and entry.on_date < period.period_end)
      and not exists (select from release_run run
                      where run.team_space_id = space.id and run.subject = 'check_ins' and run.grain = period.grain
                            and run.period_start = period.period_start)
order by space.id, period.period_end, period.grain desc
limit $4

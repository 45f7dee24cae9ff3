-- Check-ins of the demo: twice a week for a year, a little better in spring, a little worse at quarter ends, and each
-- person with a level of their own. Included by demo.sql after people.sql.
create function pg_temp.make_moods(slug text, people int) returns void language sql as $$
    insert into gracy.mood_entry (team_space_id, member_id, on_date, score, updated_at)
    select member.team_space_id, member.id, day::date,
           greatest(1, least(5, round(3.4 + (pg_temp.draw(member.id || '/level', 200) - 100) / 100.0
                                      + (pg_temp.draw(member.id || '/' || day::date, 300) - 150) / 100.0
                                      + 0.4 * sin(extract(doy from day) / 58.0)
                                      - case when extract(month from day)::int % 3 = 0 and extract(day from day) > 20 then 0.5 else 0 end))),
           day + interval '9 hours'
    from (select member.team_space_id, member.id, member.hired_on from gracy.member
          where member.team_space_id = pg_temp.team_space(slug) and member.status = 'active'
          order by member.id limit people) as member,
         generate_series((now() - interval '365 days')::date, now()::date, interval '1 day') as day
    where extract(isodow from day) in (2, 4) and day >= member.hired_on
          -- Skipping is free.
          and pg_temp.draw(member.id || '/skip/' || day::date, 100) < 82
$$;

-- What the worker would have published of the last weeks and their month, the weeks of a month before it; it makes up for the
-- rest when it runs.
create function pg_temp.release_moods(slug text) returns bigint language sql as $$
    select count(*)
    from (select gracy.release_check_ins(pg_temp.team_space(slug), period.grain, period.period_start, now())
          from (select 'week' as grain, monday::date as period_start, monday::date + 7 as period_end
                from generate_series(gracy.check_in_month_start((date_trunc('month', now()) - interval '1 month')::date), now(), interval '7 days') as monday
                union all
                select 'month', month::date, gracy.check_in_month_start((month + interval '1 month')::date)
                from generate_series(date_trunc('month', now()) - interval '1 month', now(), interval '1 month') as month) as period
          order by period.period_end, period.grain desc) as decided
$$;

-- Opens the weeks and months of every team space that have begun and are not known yet, from the first one known on, or from
-- its first gift on when none is: those that passed while no worker ran are as good as the running ones.
create or replace function gracy.open_analytics_units() returns void
    language plpgsql as $$
begin
    insert into gracy.analytics_unit (team_space_id, grain, period_start)
    select team_space.id, span.grain, period.start::date
    from gracy.team_space
    cross join unnest(array['week', 'month']) as span(grain)
    cross join lateral (select date_trunc(span.grain, now() at time zone team_space.tz)::date as running) today
    cross join lateral generate_series(
        coalesce((select min(unit.period_start) from gracy.analytics_unit unit
                  where unit.team_space_id = team_space.id and unit.grain = span.grain),
                 (select date_trunc(span.grain, min(kudos.created_at) at time zone team_space.tz)
                  from gracy.kudos where kudos.team_space_id = team_space.id),
                 today.running),
        today.running, ('1 ' || span.grain)::interval) as period(start)
    where team_space.status = 'active'
          and not exists (select from gracy.analytics_unit unit
                          where unit.team_space_id = team_space.id and unit.grain = span.grain
                                and unit.period_start = today.running)
    on conflict do nothing;
end
$$;

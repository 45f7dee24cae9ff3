-- Opens the running week and month of every team space, and all periods since its first gift when it has none yet.
create or replace function gracy.open_analytics_units() returns void
    language plpgsql as $$
begin
    insert into gracy.analytics_unit (team_space_id, grain, period_start)
    select team_space.id, span.grain, period.start::date
    from gracy.team_space
    cross join unnest(array['week', 'month']) as span(grain)
    cross join lateral (select date_trunc(span.grain, now() at time zone team_space.tz)::date as running) today
    cross join lateral generate_series(
        case when exists (select from gracy.analytics_unit unit
                          where unit.team_space_id = team_space.id and unit.grain = span.grain)
             then today.running
             else coalesce((select date_trunc(span.grain, min(kudos.created_at) at time zone team_space.tz)
                            from gracy.kudos where kudos.team_space_id = team_space.id), today.running) end,
        today.running, ('1 ' || span.grain)::interval) as period(start)
    where team_space.status = 'active'
          and not exists (select from gracy.analytics_unit unit
                          where unit.team_space_id = team_space.id and unit.grain = span.grain
                                and unit.period_start = today.running)
    on conflict do nothing;
end
$$;

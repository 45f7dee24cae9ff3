-- A gift was taken back: the weeks and months that count it are rolled up anew, however long they have been over. Those that
-- still run are in any case. The worker has a period's row for as long as a step takes, so it is asked for and waited for no
-- more (reopen_analytics_units). The day that the gift was counted on and the day that its moment is by the present clock are
-- two where the team space has changed its time zone.
create or replace function gracy.reopen_activity(p_team_space_id bigint, p_kudos_id bigint) returns void
    language plpgsql as $$
begin
    insert into gracy.analytics_reopening (team_space_id, grain, period_start)
    select distinct p_team_space_id, unit.grain, unit.period_start
    from gracy.kudos
    join gracy.team_space on team_space.id = p_team_space_id
    cross join unnest(array['week', 'month']) as span(grain)
    cross join lateral unnest(array[kudos.counted_on, (kudos.created_at at time zone team_space.tz)::date]) as counted(day)
    join gracy.analytics_unit unit
      on unit.team_space_id = p_team_space_id and unit.grain = span.grain
         and unit.period_start = gracy.leaderboard_start(span.grain, counted.day)
    where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id
          and gracy.period_end(unit.grain, unit.period_start) <= (now() at time zone team_space.tz)::date;
end
$$;

-- A gift was taken back: the weeks and months that count it are rolled up anew, however long they have been over. Those that
-- still run are in any case, and their rows are the worker's for as long as a step takes. The day that the gift was counted on
-- and the day that its moment is by the present clock are two where the team space has changed its time zone.
create or replace function gracy.reopen_activity(p_team_space_id bigint, p_kudos_id bigint) returns void
    language plpgsql as $$
begin
    with counting as materialized (
        select unit.grain, unit.period_start
        from gracy.kudos
        join gracy.team_space on team_space.id = p_team_space_id
        cross join unnest(array['week', 'month']) as span(grain)
        cross join lateral unnest(array[kudos.counted_on, (kudos.created_at at time zone team_space.tz)::date]) as counted(day)
        join gracy.analytics_unit unit
          on unit.team_space_id = p_team_space_id and unit.grain = span.grain
             and unit.period_start = gracy.leaderboard_start(span.grain, counted.day)
        where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id
              and gracy.period_end(unit.grain, unit.period_start) <= (now() at time zone team_space.tz)::date
        order by unit.grain, unit.period_start
        for no key update of unit
    )
    update gracy.analytics_unit unit
    set final = false, rolled_at = null, after_id = 0
    from counting
    where unit.team_space_id = p_team_space_id and unit.grain = counting.grain
          and unit.period_start = counting.period_start;
end
$$;

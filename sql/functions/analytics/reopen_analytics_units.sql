-- Periods that a gift was taken back of are rolled up from their beginning, past those that another worker is at: their turn
-- comes when it has let go.
create or replace function gracy.reopen_analytics_units() returns void
    language plpgsql as $$
begin
    with reopened as materialized (
        select unit.team_space_id, unit.grain, unit.period_start
        from (select distinct asked.team_space_id, asked.grain, asked.period_start
              from gracy.analytics_reopening asked) as asked
        join gracy.analytics_unit unit
          on unit.team_space_id = asked.team_space_id and unit.grain = asked.grain and unit.period_start = asked.period_start
        for update of unit skip locked
    ), heard as (
        delete from gracy.analytics_reopening asked
        using reopened
        where asked.team_space_id = reopened.team_space_id and asked.grain = reopened.grain
              and asked.period_start = reopened.period_start
    )
    update gracy.analytics_unit unit
    set final = false, rolled_at = null, after_id = 0
    from reopened
    where unit.team_space_id = reopened.team_space_id and unit.grain = reopened.grain
          and unit.period_start = reopened.period_start;
end
$$;

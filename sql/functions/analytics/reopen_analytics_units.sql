-- Periods that a gift was taken back of are rolled up from their beginning, past those that another worker is at: their turn
-- comes when it has let go.
create or replace function gracy.reopen_analytics_units() returns void
    language plpgsql as $$
declare
    v_unit record;
    v_team_space_id bigint;
begin
    for v_unit in
        with asked as materialized (
            select distinct reopening.team_space_id, reopening.grain, reopening.period_start
            from gracy.analytics_reopening reopening
        )
        select unit.team_space_id, unit.grain, unit.period_start
        from asked
        join gracy.analytics_unit unit
          on unit.team_space_id = asked.team_space_id and unit.grain = asked.grain and unit.period_start = asked.period_start
        for update of unit skip locked
    loop
        v_team_space_id := v_unit.team_space_id;
        delete from gracy.analytics_reopening heard
        where heard.team_space_id = v_team_space_id and heard.grain = v_unit.grain
              and heard.period_start = v_unit.period_start;
        update gracy.analytics_unit unit
        set final = false, rolled_at = null, after_id = 0
        where unit.team_space_id = v_team_space_id and unit.grain = v_unit.grain
              and unit.period_start = v_unit.period_start;
    end loop;
end
$$;

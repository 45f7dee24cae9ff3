-- Rolling up the period that is due has failed: the others go first from now on. Whether there was one.
create or replace function gracy.put_off_activity() returns bool
    language plpgsql as $$
declare
    v_unit gracy.analytics_unit;
    v_team_space_id bigint;
begin
    v_unit := gracy.due_activity();
    v_team_space_id := v_unit.team_space_id;
    update gracy.analytics_unit unit
    set failed_at = now()
    where unit.team_space_id = v_team_space_id and unit.grain = v_unit.grain and unit.period_start = v_unit.period_start;
    return found;
end
$$;

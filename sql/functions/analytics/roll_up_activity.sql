-- One step of the roll-up: p_limit members of the period that is due (due_activity); behind the last of them, its groups. Each step is a transaction of its own, and a worker that dies leaves
-- the rest to the next one. Returns whether there may be more.
--
-- Running periods are rolled up again five minutes after they were, which is today's increment; a period is final once
-- it is over for a day, until somebody who manages recognition takes a gift of it back (gracy.reopen_activity). What is decided once for
-- a month is when it is final for the first time.
create or replace function gracy.roll_up_activity(p_limit int) returns bool
    language plpgsql as $$
declare
    v_unit gracy.analytics_unit;
    v_team_space_id bigint;
    v_last_id bigint;
    v_is_final bool;
begin
    perform gracy.open_analytics_units();
    perform gracy.reopen_analytics_units();
    v_unit := gracy.due_activity();
    if v_unit.team_space_id is null then
        return false;
    end if;
    v_team_space_id := v_unit.team_space_id;
    v_last_id := gracy.roll_up_members(v_team_space_id, v_unit.grain, v_unit.period_start, v_unit.after_id, p_limit);
    if v_last_id is null then
        perform gracy.roll_up_groups(v_team_space_id, v_unit.grain, v_unit.period_start);
    end if;
    v_is_final := v_last_id is null and gracy.period_end(v_unit.grain, v_unit.period_start) + 1 < now()::date;
    if v_is_final and v_unit.grain = 'month' then
        v_is_final := gracy.release_degrees(v_team_space_id, v_unit.period_start);
    end if;
    update gracy.analytics_unit unit
    set after_id = coalesce(v_last_id, 0),
        rolled_at = case when v_last_id is null then now() else unit.rolled_at end,
        final = v_is_final, failed_at = null
    where unit.team_space_id = v_team_space_id and unit.grain = v_unit.grain
          and unit.period_start = v_unit.period_start;
    return true;
end
$$;
